import { Redis } from '@minisuite/cache';
import { DomainError } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { EndedSessions } from '../../app/ports.js';
import { SessionPolicy } from '../../domain/session-policy.js';

/** Keys `session:ended:<id>`, read by the gateway at each request; they last as long as the longest-lived access token. */
@Injectable()
export class RedisEndedSessions extends EndedSessions {
  constructor(
    private readonly redis: Redis,
    private readonly policy: SessionPolicy,
  ) {
    super();
  }

  async announce(sessionId: string): Promise<void> {
    try {
      await this.redis.set(`session:ended:${sessionId}`, '1', 'PX', this.policy.accessTokenMs);
    } catch {
      throw new DomainError(
        'unavailable',
        'SERVICE_UNAVAILABLE',
        'The end of the session could not be announced; try again.',
      );
    }
  }
}
