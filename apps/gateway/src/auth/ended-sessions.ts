import { Redis } from '@minisuite/cache';
import { DomainError } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';

/** Sessions that were ended before their access tokens ran out; the user service writes the marks. */
@Injectable()
export class EndedSessions {
  constructor(private readonly redis: Redis) {}

  /** Throws SESSION_REVOKED for an ended session, and SERVICE_UNAVAILABLE when nobody can tell. */
  async refuseEnded(sessionId: string): Promise<void> {
    let ended: number;
    try {
      ended = await this.redis.exists(`session:ended:${sessionId}`);
    } catch {
      throw new DomainError('unavailable', 'SERVICE_UNAVAILABLE', 'Sessions cannot be checked.');
    }
    if (ended) throw new DomainError('unauthenticated', 'SESSION_REVOKED', 'This session has been ended.');
  }
}
