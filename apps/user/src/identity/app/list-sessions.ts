import { Clock, decodeCursor, type Page, pageLimit, pageOf } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { entityId } from '../domain/entity-id.js';
import { type LiveSession, LiveSessions } from './ports.js';

@Injectable()
export class ListSessions {
  constructor(
    private readonly sessions: LiveSessions,
    private readonly clock: Clock,
  ) {}

  /** Newest first; a limit of 0 means the usual one. */
  async run(userId: string, limit: number, cursor: string): Promise<Page<LiveSession>> {
    const count = pageLimit(limit);
    const before = decodeCursor(cursor);
    const rows = await this.sessions.list(userId, this.clock.now(), before && entityId(before, 'cursor'), count + 1);
    return pageOf(rows, count);
  }
}
