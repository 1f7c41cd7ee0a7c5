import type { ConsistentView, Violation } from '@minisuite/invariants';

/** More than this many of one kind are not counted one by one. */
const MOST = 10_000;

/** Runs a SELECT of `id` and `problem`. */
export async function violations(
  view: ConsistentView,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<Violation[]> {
  const rows = await view.query<{ id: string; problem: string }>(`${sql} LIMIT ${MOST}`, parameters);
  return rows.map(({ id, problem }) => ({ id: String(id), problem: String(problem) }));
}
