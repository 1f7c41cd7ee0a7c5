import { Injectable } from '@nestjs/common';
import { EndedSessions } from '../../identity/app/ports.js';
import { SessionPolicy } from '../../identity/domain/session-policy.js';
import type { OperatorRepositories } from './ports.js';

/** Ends what an operator has open, so that nobody goes on with rights that were taken away. */
@Injectable()
export class LockOut {
  constructor(
    private readonly endedSessions: EndedSessions,
    private readonly policy: SessionPolicy,
  ) {}

  /** Ends the sessions, or only tells which have ended while their access tokens may still be valid; gives what has to be announced. */
  async end({ sessions }: OperatorRepositories, operatorId: string, now: Date, end: boolean): Promise<string[]> {
    const since = new Date(now.getTime() - this.policy.accessTokenMs);
    return end ? sessions.endAll(operatorId, 'RIGHTS_CHANGED', now, since) : sessions.endedSince(operatorId, since);
  }

  /** After the commit; throws when it cannot be done, and may be repeated. */
  async announce(sessionIds: readonly string[]): Promise<void> {
    await Promise.all(sessionIds.map((id) => this.endedSessions.announce(id)));
  }
}
