import type { Connection, Pool, RowDataPacket } from 'mysql2/promise';
import { nextId } from './bench-ids.ts';
import type { BenchOrder } from './bench-order.ts';
import { inTransaction } from './in-transaction.ts';

interface End {
  move: 'sell' | 'release';
  /** What the row becomes. */
  order: Record<string, unknown>;
  event: string;
  payload: Record<string, unknown>;
}

/** One transaction that marks one order paid, with the rows that the order service reads, locks and writes for a group. */
export function markOneOrderPaid(pool: Pool, order: BenchOrder): Promise<void> {
  const { orderId, userId, paymentId, amount } = order;
  const now = new Date();
  return inTransaction(pool, async (connection) => {
    await connection.query("INSERT INTO inbox (consumer, event_id, handled_at) VALUES ('order', ?, ?)", [
      nextId(),
      now,
    ]);
    await end(connection, order, {
      move: 'sell',
      order: { status: 'PAID', payment_id: paymentId, paid_at: now, due_at: null },
      event: 'order.paid.v1',
      payload: { orderId, userId, paymentId, amount, title: '压测商品 标准', paidAt: now.toISOString() },
    });
  });
}

/** One transaction that ends one unpaid order; nobody is asked whether it was paid. */
export function expireOneOrder(pool: Pool, order: BenchOrder): Promise<void> {
  const { orderId, userId } = order;
  const now = new Date();
  return inTransaction(pool, (connection) =>
    end(connection, order, {
      move: 'release',
      order: { status: 'EXPIRED', closed_at: now, due_at: null },
      event: 'order.expired.v1',
      payload: { orderId, userId, closedAt: now.toISOString() },
    }),
  );
}

async function end(connection: Connection, { orderId, skuId, quantity }: BenchOrder, to: End): Promise<void> {
  const now = new Date();
  const [orders] = await connection.query<RowDataPacket[]>('SELECT * FROM orders WHERE id = ? FOR UPDATE', [orderId]);
  if (orders[0]?.['status'] !== 'PENDING_PAYMENT') throw new Error(`order ${orderId} is not pending`);
  await connection.query('SELECT * FROM order_line WHERE order_id = ? ORDER BY line_no', [orderId]);
  const bucket = to.move === 'sell' ? 'sold' : 'available';
  await connection.query(
    `UPDATE sku SET reserved = reserved - ?, ${bucket} = ${bucket} + ? WHERE id = ? AND reserved >= ?`,
    [quantity, quantity, skuId, quantity],
  );
  await connection.query('INSERT INTO stock_movement (sku_id, order_id, kind, delta, created_at) VALUES (?)', [
    [skuId, orderId, to.move, quantity, now],
  ]);
  await connection.query("UPDATE orders SET ? WHERE id = ? AND status = 'PENDING_PAYMENT'", [to.order, orderId]);
  await connection.query(
    'INSERT INTO outbox (event_id, topic, aggregate_id, type, payload, headers, created_at) VALUES (?)',
    [
      [
        nextId(),
        'order.events',
        orderId,
        to.event,
        JSON.stringify(to.payload),
        JSON.stringify({ 'x-request-id': orderId }),
        now,
      ],
    ],
  );
}
