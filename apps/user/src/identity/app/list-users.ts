import { decodeCursor, type Page, pageLimit, pageOf } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { entityId } from '../domain/entity-id.js';
import { type UserCard, UserDirectory, type UserFilter } from './ports.js';

@Injectable()
export class ListUsers {
  constructor(private readonly directory: UserDirectory) {}

  /** Newest first; a limit of 0 means the usual one. */
  async run(filter: Omit<UserFilter, 'before'>, limit: number, cursor: string): Promise<Page<UserCard>> {
    const count = pageLimit(limit);
    const after = decodeCursor(cursor);
    const cards = await this.directory.list({ ...filter, before: after && entityId(after, 'cursor') }, count + 1);
    const { items, nextCursor } = pageOf(
      cards.map((card) => ({ ...card, id: card.profile.id })),
      count,
    );
    return { items, nextCursor };
  }
}
