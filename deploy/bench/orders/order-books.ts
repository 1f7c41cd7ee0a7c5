import type { Pool } from 'mysql2/promise';
import { type BenchOrder, type Fate, isPaid } from './bench-order.ts';
import { insertRows } from './insert-rows.ts';

const WINDOW_MS = 900_000;
const RECEIPT_MS = 10 * 86_400_000;

const MOVES: Record<Fate, readonly string[]> = {
  UNPAID: ['reserve'],
  PAYING: ['reserve'],
  PAID: ['reserve', 'sell'],
  SHIPPED: ['reserve', 'sell'],
  COMPLETED: ['reserve', 'sell'],
  EXPIRED: ['reserve', 'release'],
  REFUNDED: ['reserve', 'sell', 'return'],
};

/** Writes orders as the order service would have left them; the stock follows with `settleStock`. */
export async function writeOrders(pool: Pool, orders: readonly BenchOrder[]): Promise<void> {
  const now = new Date();
  await insertRows(pool, 'orders', orders, (order) => orderRow(order, now));
  await insertRows(pool, 'order_line', orders, ({ orderId, skuId, quantity, amount }) => ({
    order_id: orderId,
    line_no: 1,
    sku_id: skuId,
    product_id: '9001',
    title: '压测商品 标准',
    image_url: '/static/products/mug.svg',
    price: amount / quantity,
    quantity,
  }));
  await insertRows(pool, 'stock_movement', orders, ({ orderId, skuId, quantity, fate }) =>
    MOVES[fate].map((kind) => ({ sku_id: skuId, order_id: orderId, kind, delta: quantity, created_at: now })),
  );
  await insertRows(pool, 'order_refund', orders, ({ refundId, orderId, amount, fate }) =>
    fate === 'REFUNDED'
      ? { refund_id: refundId, order_id: orderId, amount, status: 'SUCCEEDED', created_at: now, changed_at: now }
      : [],
  );
}

/** Gives every SKU the pieces that its movements say; nothing else may move any meanwhile. */
export async function settleStock(pool: Pool): Promise<void> {
  const sum = (kinds: string): string => `SUM(CASE kind ${kinds} ELSE 0 END * delta)`;
  await pool.query(
    `UPDATE sku s JOIN (SELECT sku_id,
        ${sum("WHEN 'initial' THEN 1 WHEN 'reserve' THEN -1 WHEN 'release' THEN 1 WHEN 'return' THEN 1")} AS available,
        ${sum("WHEN 'reserve' THEN 1 WHEN 'release' THEN -1 WHEN 'sell' THEN -1")} AS reserved,
        ${sum("WHEN 'sell' THEN 1 WHEN 'return' THEN -1")} AS sold
      FROM stock_movement GROUP BY sku_id) m ON m.sku_id = s.id
      SET s.available = m.available, s.reserved = m.reserved, s.sold = m.sold`,
  );
}

/** Forgets all orders; the goods are on the shelf as in the beginning. */
export async function forgetOrders(pool: Pool): Promise<void> {
  for (const table of ['orders', 'order_line', 'order_refund', 'idempotency_key'])
    await pool.query(`TRUNCATE ${table}`);
  await pool.query("DELETE FROM stock_movement WHERE kind <> 'initial'");
  await settleStock(pool);
}

function orderRow(order: BenchOrder, now: Date): Record<string, unknown> {
  const { fate, orderId, userId, amount, paymentId } = order;
  const paid = isPaid(order);
  const shipped = fate === 'SHIPPED' || fate === 'COMPLETED';
  const later = (ms: number): Date => new Date(now.getTime() + ms);
  const unpaid = fate === 'UNPAID' || fate === 'PAYING';
  return {
    id: orderId,
    user_id: userId,
    status: unpaid ? 'PENDING_PAYMENT' : fate,
    amount,
    address: null,
    remark: '',
    payment_id: paid ? paymentId : null,
    created_at: now,
    expires_at: later(WINDOW_MS),
    paid_at: paid ? now : null,
    shipped_at: shipped ? now : null,
    completed_at: fate === 'COMPLETED' ? now : null,
    closed_at: fate === 'EXPIRED' ? now : null,
    refunded_amount: fate === 'REFUNDED' ? amount : 0,
    due_at: unpaid ? later(WINDOW_MS) : fate === 'SHIPPED' ? later(RECEIPT_MS) : null,
    carrier: shipped ? 'SF' : null,
    tracking_no: shipped ? `SF${orderId}` : null,
  };
}
