import { Injectable } from '@nestjs/common';
import { EndedSessions, type Sessions } from '../../identity/app/ports.js';
import { SessionPolicy } from '../../identity/domain/session-policy.js';

/** Makes the end of an operator's sessions known, so that nobody goes on with rights that were taken away. */
@Injectable()
export class LockOut {
  constructor(
    private readonly endedSessions: EndedSessions,
    private readonly policy: SessionPolicy,
  ) {}

  /** The ended sessions whose access tokens may still be valid: what has to be announced. */
  ended(sessions: Sessions, operatorId: string, now: Date): Promise<string[]> {
    return sessions.endedSince(operatorId, new Date(now.getTime() - this.policy.accessTokenMs));
  }

  /** After the commit; throws when it cannot be done, and may be repeated. */
  async announce(sessionIds: readonly string[]): Promise<void> {
    await Promise.all(sessionIds.map((id) => this.endedSessions.announce(id)));
  }
}
