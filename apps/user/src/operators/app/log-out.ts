import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { EndedSessions } from '../../identity/app/ports.js';
import { SessionNotFound } from '../../identity/domain/identity-errors.js';
import { OperatorTransactions } from './ports.js';

@Injectable()
export class LogOut {
  constructor(
    private readonly transactions: OperatorTransactions,
    private readonly endedSessions: EndedSessions,
    private readonly clock: Clock,
  ) {}

  /** Ending an ended session announces it again, so that a caller whose first attempt failed half-way can repeat it. */
  async run({ id, name }: { id: string; name: string }, sessionId: string): Promise<void> {
    await this.transactions.run(REQUEST, async ({ sessions, audit }) => {
      const session = await sessions.lock(sessionId);
      if (session?.ownerId !== id) throw new SessionNotFound();
      if (session.snapshot.endedAt) return;
      session.end('LOGOUT', this.clock.now());
      await sessions.save(session);
      await audit.record({ action: 'operator.log-out', operator: { id, name }, details: { sessionId } });
    });
    await this.endedSessions.announce(sessionId);
  }
}
