import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, RowDataPacket } from 'mysql2/promise';

const POLL_MS = 200;

/** The number that a SELECT answers with as `n`. */
export async function count(pool: Pool, sql: string, parameters: unknown[] = []): Promise<number> {
  const [rows] = await pool.query<RowDataPacket[]>(sql, parameters);
  return Number(rows[0]?.['n']);
}

/** Waits until nothing is counted any more; throws when `seconds` were not enough. */
export async function untilNone(pool: Pool, what: string, seconds: number): Promise<void> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const left = await count(pool, `SELECT COUNT(*) AS n FROM ${what}`);
    if (left === 0) return;
    if (performance.now() > end) throw new Error(`after ${seconds} s there are still ${left} ${what}`);
    await sleep(POLL_MS);
  }
}

const PUBLISH_S = 120;

/** A baseline has the machine to itself only when the relay of the service has nothing left to publish. */
export function untilPublished(pool: Pool): Promise<void> {
  return untilNone(pool, 'outbox WHERE published_at IS NULL', PUBLISH_S);
}
