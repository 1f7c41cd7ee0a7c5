import type { Pool, RowDataPacket } from 'mysql2/promise';
import { count } from './waiting.ts';

/** The number of the stock movement written last. */
export function lastMovement(pool: Pool): Promise<number> {
  return count(pool, 'SELECT MAX(id) AS n FROM stock_movement');
}

/** Orders per second whose pieces moved in this way since a movement, from the first group, which does not count, to the last. */
export async function rateOfMoves(pool: Pool, kind: 'sell' | 'release', since: number): Promise<number> {
  const [rows] = await pool.query<RowDataPacket[]>(
    `SELECT SUM(m.created_at > f.at) AS moved, TIMESTAMPDIFF(MICROSECOND, MAX(f.at), MAX(m.created_at)) / 1000000 AS seconds
      FROM stock_movement m JOIN (SELECT MIN(created_at) AS at FROM stock_movement WHERE kind = ? AND id > ?) f
      WHERE m.kind = ? AND m.id > ?`,
    [kind, since, kind, since],
  );
  return Number(rows[0]?.['moved']) / Number(rows[0]?.['seconds']);
}
