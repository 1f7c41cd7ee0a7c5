import { DomainError } from './domain-error.js';

/** One page of a list, newest first. */
export interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
}

const USUAL_LIMIT = 20;
const MAX_LIMIT = 100;

/** How many items a page has: what was asked for, or 20 for 0; throws VALIDATION_FAILED unless that is 1 to 100. */
export function pageLimit(asked: number): number {
  const limit = asked === 0 ? USUAL_LIMIT : asked;
  if (Number.isInteger(limit) && limit >= 1 && limit <= MAX_LIMIT) return limit;
  throw new DomainError('invalid', 'VALIDATION_FAILED', 'The list is not valid.', [
    { path: 'limit', message: `must be 1 to ${MAX_LIMIT}` },
  ]);
}

/** An opaque cursor that stands after the item with this id. */
export function encodeCursor(id: string): string {
  return Buffer.from(id).toString('base64url');
}

/** The id a cursor stands after, or null for the first page; throws VALIDATION_FAILED when it is none of ours. */
export function decodeCursor(cursor: string | null | undefined): string | null {
  if (!cursor) return null;
  const id = Buffer.from(cursor, 'base64url').toString();
  if (!/^\d{1,20}$/.test(id)) {
    throw new DomainError('invalid', 'VALIDATION_FAILED', 'The cursor is not valid.', [
      { path: 'cursor', message: 'is not a cursor' },
    ]);
  }
  return id;
}

/** Cuts `limit + 1` fetched rows to a page: the extra row only tells that there is a next page. */
export function pageOf<T extends { id: string }>(rows: T[], limit: number): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor(last.id) : null };
}
