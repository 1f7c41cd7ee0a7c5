import type { Tx } from './tx.js';

/** What a row becomes, provided that its status is still the one that it was loaded with. */
export interface RowUpdate {
  readonly id: string;
  readonly loadedStatus: string;
  /** By column; the same columns for all rows. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Updates locked rows by their column `id`, all that were in one `status` by one statement; throws when a row is not in it any more. */
export async function updateById(tx: Tx, table: string, updates: readonly RowUpdate[]): Promise<void> {
  for (const [status, rows] of Map.groupBy(updates, ({ loadedStatus }) => loadedStatus)) {
    const columns = Object.keys(rows[0]?.values ?? {});
    // As numbers: CASE compares an id with a string as floating point, which cannot tell large ids apart.
    const pick = `CASE id ${'WHEN ? THEN ? '.repeat(rows.length)}END`;
    const changed = await tx.execute(
      `UPDATE ${table} SET ${columns.map((column) => `${column} = ${pick}`).join(', ')} WHERE id IN (?) AND status = ?`,
      [
        ...columns.flatMap((column) => rows.flatMap(({ id, values }) => [BigInt(id), values[column]])),
        rows.map(({ id }) => BigInt(id)),
        status,
      ],
    );
    if (changed !== rows.length) throw new Error(`${changed} of ${rows.length} rows of ${table} were still ${status}`);
  }
}
