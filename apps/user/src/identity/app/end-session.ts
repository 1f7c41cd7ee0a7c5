import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { entityId } from '../domain/entity-id.js';
import { SessionNotFound } from '../domain/identity-errors.js';
import { EndedSessions, IdentityTransactions } from './ports.js';

@Injectable()
export class EndSession {
  constructor(
    private readonly transactions: IdentityTransactions,
    private readonly endedSessions: EndedSessions,
    private readonly clock: Clock,
  ) {}

  /** Ending an ended session announces it again, so that a caller whose first attempt failed half-way can repeat it. */
  async run(userId: string, sessionId: string, reason: 'LOGOUT' | 'KICKED'): Promise<void> {
    const id = entityId(sessionId, 'sessionId');
    const now = this.clock.now();
    await this.transactions.run(REQUEST, async ({ sessions }) => {
      const session = await sessions.lock(id);
      if (session?.ownerId !== userId) throw new SessionNotFound();
      session.end(reason, now);
      await sessions.save(session);
    });
    await this.endedSessions.announce(id);
  }
}
