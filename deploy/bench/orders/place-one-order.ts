import { randomUUID } from 'node:crypto';
import type { Connection, Pool, RowDataPacket } from 'mysql2/promise';
import { nextId } from './bench-ids.ts';
import { inTransaction } from './in-transaction.ts';

/**
 * What a hand-written service without groups would do, and nothing around it: one transaction for one order, with the same
 * rows read, locked and written, in the same order, as the order service does for a group.
 */
export function placeOneOrder(pool: Pool, userId: number, skuId: string): Promise<void> {
  return inTransaction(pool, (connection) => write(connection, userId, skuId));
}

async function write(connection: Connection, userId: number, skuId: string): Promise<void> {
  const now = new Date();
  const expires = new Date(now.getTime() + 900_000);
  const key = randomUUID();
  const orderId = nextId();
  const [locked] = await connection.query<RowDataPacket[]>('SELECT id, available FROM sku WHERE id = ? FOR UPDATE', [
    skuId,
  ]);
  await connection.query('SELECT order_id FROM idempotency_key WHERE user_id = ? AND request_key = ?', [userId, key]);
  const [offers] = await connection.query<RowDataPacket[]>(
    `SELECT s.product_id, p.title AS product_title, s.title, p.image_url, s.price
       FROM sku s JOIN product p ON p.id = s.product_id WHERE s.id = ? AND s.active = 1 AND p.active = 1`,
    [skuId],
  );
  const offer = offers[0];
  if (!offer || !locked[0] || Number(locked[0]['available']) < 1) throw new Error('not for sale');
  await connection.query(
    'UPDATE sku SET available = available - 1, reserved = reserved + 1 WHERE id = ? AND available >= 1',
    [skuId],
  );
  await connection.query(
    "INSERT INTO stock_movement (sku_id, order_id, kind, delta, created_at) VALUES (?, ?, 'reserve', 1, ?)",
    [skuId, orderId, now],
  );
  await connection.query(
    'INSERT INTO idempotency_key (user_id, request_key, request_hash, order_id, refusal, expires_at) VALUES (?)',
    [[userId, key, 'hash', orderId, null, expires]],
  );
  await connection.query(
    'INSERT INTO orders (id, user_id, status, amount, address, remark, created_at, expires_at, due_at) VALUES (?)',
    [[orderId, userId, 'PENDING_PAYMENT', offer['price'], null, '', now, expires, expires]],
  );
  await connection.query(
    'INSERT INTO order_line (order_id, line_no, sku_id, product_id, title, image_url, price, quantity) VALUES (?)',
    [
      [
        orderId,
        1,
        skuId,
        offer['product_id'],
        `${offer['product_title']} ${offer['title']}`,
        offer['image_url'],
        offer['price'],
        1,
      ],
    ],
  );
  const lines = [{ skuId, quantity: 1, price: Number(offer['price']) }];
  const payload = {
    orderId,
    userId: String(userId),
    amount: Number(offer['price']),
    lines,
    expiresAt: expires.toISOString(),
  };
  await connection.query(
    'INSERT INTO outbox (event_id, topic, aggregate_id, type, payload, headers, created_at) VALUES (?)',
    [
      [
        nextId(),
        'order.events',
        orderId,
        'order.placed.v1',
        JSON.stringify(payload),
        JSON.stringify({ 'x-request-id': key }),
        now,
      ],
    ],
  );
}
