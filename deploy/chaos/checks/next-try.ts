import type { SchemasReader } from './schemas-reader.ts';

const TRIES = [
  ['order', "SELECT due_at AS due FROM orders WHERE status = 'PENDING_PAYMENT'"],
  ['payment', "SELECT ask_at AS due FROM payment WHERE status = 'PENDING'"],
  ['payment', "SELECT ask_at AS due FROM refund WHERE status = 'PROCESSING'"],
  ['payment', "SELECT next_at AS due FROM shipping_report WHERE status = 'PENDING'"],
] as const;

/** In how many milliseconds the services try again what is open; null when they will not by themselves. */
export async function nextTryOf(reader: SchemasReader): Promise<number | null> {
  const perTable = TRIES.map(async ([service, sql]) => {
    const [row] = await reader.rows(
      service,
      `SELECT MIN(TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(3), due)) AS soon FROM (${sql}) t WHERE due > UTC_TIMESTAMP(3)`,
    );
    const soon = row?.['soon'];
    return soon === null || soon === undefined ? [] : [Number(soon) / 1000];
  });
  const soon = (await Promise.all(perTable)).flat();
  return soon.length > 0 ? Math.min(...soon) : null;
}
