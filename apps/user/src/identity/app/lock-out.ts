import { Injectable } from '@nestjs/common';
import { SessionPolicy } from '../domain/session-policy.js';
import { EndedSessions, type Sessions } from './ports.js';

/** Makes the end of the sessions of a user or an operator known, so that nobody goes on with rights that were taken away. */
@Injectable()
export class LockOut {
  constructor(
    private readonly endedSessions: EndedSessions,
    private readonly policy: SessionPolicy,
  ) {}

  /** The ended sessions whose access tokens may still be valid: what has to be announced. */
  ended(sessions: Sessions, ownerId: string, now: Date): Promise<string[]> {
    return sessions.endedSince(ownerId, new Date(now.getTime() - this.policy.accessTokenMs));
  }

  /** After the commit; throws when it cannot be done, and may be repeated. */
  async announce(sessionIds: readonly string[]): Promise<void> {
    await Promise.all(sessionIds.map((id) => this.endedSessions.announce(id)));
  }
}
