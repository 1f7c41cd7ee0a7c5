import { type EventRecord, OrderPaid, recordEvent } from '@minisuite/contracts';
import type { Tx } from '@minisuite/database';

/** DDL of the aggregates whose events are numbered. */
export const AGGREGATE = 'CREATE TABLE aggregate (id VARCHAR(64) PRIMARY KEY, version INT UNSIGNED NOT NULL)';

/** An order.paid event of an order. */
export function orderPaid(orderId: string, title = 'tea'): EventRecord {
  const payload = { orderId, userId: '7', paymentId: '8', amount: 100, title, paidAt: '2026-01-01T00:00:00.000Z' };
  return recordEvent(OrderPaid, orderId, payload) as EventRecord;
}

/** Counts an aggregate up under its row lock and answers the event of the new version, whose title is its number. */
export async function nextEvent(tx: Tx, aggregateId: string): Promise<EventRecord> {
  await tx.execute('INSERT INTO aggregate VALUES (?, 1) ON DUPLICATE KEY UPDATE version = version + 1', [aggregateId]);
  const [row] = await tx.query<{ version: number }>('SELECT version FROM aggregate WHERE id = ?', [aggregateId]);
  return orderPaid(aggregateId, String(row?.version));
}

/** The titles of an aggregate's numbered events, up to the `count`-th. */
export const numbers = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index + 1));

/** The title in a message that carries an order.paid event. */
export function titleOf({ value }: { readonly value: string | Buffer }): string {
  try {
    return String((JSON.parse(value.toString()) as { title?: unknown }).title);
  } catch {
    return '';
  }
}
