import type { Tx } from './tx.js';

/** The columns of a row that may change, as they are written. */
export type Columns = Readonly<Record<string, unknown>>;

/** A locked row as it was loaded and as it shall be, both with the same columns. */
export interface RowChange {
  readonly id: string;
  readonly before: Columns;
  readonly after: Columns;
}

/**
 * Updates locked rows by their column `id`, one statement for all that had the same values in the `guards`; throws when a row does not
 * have them any more. Rows that did not change, and columns that no row of a statement changed, are left out.
 */
export async function updateById(
  tx: Tx,
  table: string,
  changes: readonly RowChange[],
  guards: readonly string[] = ['status'],
): Promise<void> {
  const changed = changes.filter(({ before, after }) =>
    Object.keys(after).some((name) => !same(before[name], after[name])),
  );
  const found = ({ before }: RowChange) => guards.map((guard) => before[guard] ?? null);
  for (const rows of Map.groupBy(changed, (change) => JSON.stringify(found(change))).values()) {
    const [first] = rows;
    if (!first) continue;
    const { assignments, parameters } = assign(rows);
    const matched = await tx.execute(
      `UPDATE ${table} SET ${assignments.join(', ')} WHERE id IN (?) AND ${guards.map((guard) => `${guard} <=> ?`).join(' AND ')}`,
      [...parameters, rows.map(({ id }) => BigInt(id)), ...found(first)],
    );
    if (matched !== rows.length)
      throw new Error(`${matched} of ${rows.length} rows of ${table} were as they were loaded`);
  }
}

/** What an UPDATE of several rows has to set: once what is the same for all, else row by row. */
export function assign(rows: readonly RowChange[]): { assignments: string[]; parameters: unknown[] } {
  const assignments: string[] = [];
  const parameters: unknown[] = [];
  for (const column of Object.keys(rows[0]?.after ?? {})) {
    const values = rows.map(({ after }) => after[column]);
    if (rows.every(({ before }, index) => same(before[column], values[index]))) continue;
    if (values.every((value) => same(value, values[0]))) {
      assignments.push(`${column} = ?`);
      parameters.push(values[0]);
    } else {
      // As numbers: CASE compares an id with a string as floating point, which cannot tell large ids apart.
      assignments.push(`${column} = CASE id ${'WHEN ? THEN ? '.repeat(rows.length)}END`);
      parameters.push(...rows.flatMap(({ id }, index) => [BigInt(id), values[index]]));
    }
  }
  return { assignments, parameters };
}

function same(one: unknown, other: unknown): boolean {
  if (one instanceof Date && other instanceof Date) return one.getTime() === other.getTime();
  return one === other;
}
