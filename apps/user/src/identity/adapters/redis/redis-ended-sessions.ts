import { Redis } from '@minisuite/cache';
import { DomainError } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { EndedSessions } from '../../app/ports.js';
import { UserConfig } from '../../../user.config.js';
import { SessionPolicy } from '../../domain/session-policy.js';

/**
 * Keys `session:ended:<id>`, read by the gateway at each request; they last as long as the longest-lived access token. One more key
 * tells that nothing was lost: a Redis that comes back empty does not have it.
 */
@Injectable()
export class RedisEndedSessions extends EndedSessions {
  private readonly kept: string;

  constructor(
    private readonly redis: Redis,
    private readonly policy: SessionPolicy,
    { database }: UserConfig,
  ) {
    super();
    // Several environments may share a Redis.
    this.kept = `session:ends-kept:${new URL(database.url).pathname.slice(1)}`;
  }

  async areKept(): Promise<boolean> {
    return (await this.redis.exists(this.kept)) === 1;
  }

  async noteKept(): Promise<void> {
    await this.redis.set(this.kept, '1');
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
