import { encodeCursor, type Page } from '@minisuite/kernel';

/** What one service answered: its newest items before the cursor. */
export interface PartialPage<T> {
  readonly items: readonly T[];
  readonly nextCursor: string;
}

/** The newest of all pages, newest first. Ids grow with time over all services, so one cursor, an id, is good for each of them. */
export function mergePages<T extends { id: string }>(pages: readonly PartialPage<T>[], limit: number): Page<T> {
  const end = horizon(pages);
  const all = pages.flatMap(({ items }) => items).toSorted((a, b) => compareIds(b.id, a.id));
  const seen = all.filter(({ id }) => end === null || compareIds(id, end) >= 0);
  const items = seen.slice(0, limit);
  const last = items.at(-1);
  const isMore = items.length < all.length || end !== null;
  return { items, nextCursor: isMore && last ? encodeCursor(last.id) : null };
}

// Behind the last item of a page that goes on there may be more of that service, so nothing of the others may be shown beyond it.
function horizon(pages: readonly PartialPage<{ id: string }>[]): string | null {
  const ends = pages.flatMap(({ items, nextCursor }) => (nextCursor ? items.slice(-1) : []));
  return (
    ends
      .map(({ id }) => id)
      .toSorted(compareIds)
      .at(-1) ?? null
  );
}

function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : Number(a > b));
}
