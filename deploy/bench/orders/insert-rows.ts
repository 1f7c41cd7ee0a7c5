import type { Pool } from 'mysql2/promise';

const BITE = 2000;

type Row = Record<string, unknown>;

/** Inserts a row for each thing, or several, or none; the columns are those of the first. */
export async function insertRows<T>(
  pool: Pool,
  table: string,
  things: readonly T[],
  rowsOf: (thing: T) => Row | Row[],
): Promise<void> {
  for (let from = 0; from < things.length; from += BITE) {
    const rows = things.slice(from, from + BITE).flatMap<Row>((thing) => rowsOf(thing));
    const columns = Object.keys(rows[0] ?? {});
    if (rows.length === 0) continue;
    const values = rows.map((row) => columns.map((column) => row[column]));
    await pool.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ?`, [values]);
  }
}
