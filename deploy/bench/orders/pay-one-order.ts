import type { Connection, Pool, RowDataPacket } from 'mysql2/promise';
import { nextId } from './bench-ids.ts';
import type { BenchOrder } from './bench-order.ts';
import { inTransaction } from './in-transaction.ts';

/**
 * One transaction for one payment that WeChat has told of, with the rows that the payment service reads, locks and writes for a
 * group, and nothing around it: the notification is neither verified nor decrypted.
 */
export function payOneOrder(pool: Pool, ledger: string, order: BenchOrder): Promise<void> {
  return inTransaction(pool, (connection) => write(connection, ledger, order));
}

async function write(connection: Connection, ledger: string, order: BenchOrder): Promise<void> {
  const { orderId, paymentId, transactionId, userId, amount } = order;
  const now = new Date();
  await connection.query('SELECT id, order_id FROM payment WHERE out_trade_no = ?', [`M${paymentId}`]);
  await connection.query('SELECT * FROM order_account WHERE order_id = ? FOR UPDATE', [orderId]);
  const [payments] = await connection.query<RowDataPacket[]>('SELECT * FROM payment WHERE id = ? FOR UPDATE', [
    paymentId,
  ]);
  if (payments[0]?.['status'] !== 'PENDING') throw new Error(`payment ${paymentId} is not pending`);
  await connection.query('UPDATE order_account SET kept_payment_id = ? WHERE order_id = ? AND closed_at IS NULL', [
    paymentId,
    orderId,
  ]);
  await connection.query(
    "UPDATE payment SET status = 'SUCCEEDED', transaction_id = ?, paid_at = ?, booked_at = ?, ask_at = NULL WHERE id = ? AND status = 'PENDING'",
    [transactionId, now, now, paymentId],
  );
  await connection.query(`INSERT INTO ${ledger} (entry, account, amount, payment_id, refund_id, booked_at) VALUES ?`, [
    [
      [`payment:${paymentId}`, 'wechat', amount, paymentId, null, now],
      [`payment:${paymentId}`, 'orders', -amount, paymentId, null, now],
    ],
  ]);
  const payload = { paymentId, orderId, userId, amount, transactionId, paidAt: now.toISOString() };
  await connection.query(
    'INSERT INTO outbox (event_id, topic, aggregate_id, type, payload, headers, created_at) VALUES (?)',
    [
      [
        nextId(),
        'payment.events',
        paymentId,
        'payment.succeeded.v1',
        JSON.stringify(payload),
        JSON.stringify({ 'x-request-id': paymentId }),
        now,
      ],
    ],
  );
}
