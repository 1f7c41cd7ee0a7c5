import type { Pool, RowDataPacket } from 'mysql2/promise';
import { ledgerOf } from './ledger-of.ts';

/** Throws unless every payment was booked and told once, and the ledger adds up: a fast wrong answer is worth nothing. */
export async function checkPayments(pool: Pool): Promise<void> {
  const ledger = await ledgerOf(pool);
  const [rows] = await pool.query<RowDataPacket[]>(
    `SELECT p.id, p.status, a.kept_payment_id, o.told, l.booked, l.balance FROM payment p
        LEFT JOIN order_account a ON a.order_id = p.order_id
        LEFT JOIN (SELECT CAST(aggregate_id AS UNSIGNED) AS id, COUNT(*) AS told FROM outbox WHERE type = 'payment.succeeded.v1'
          GROUP BY id) o ON o.id = p.id
        LEFT JOIN (SELECT payment_id, SUM(IF(account = 'wechat', amount, 0)) AS booked, SUM(amount) AS balance FROM ${ledger}
          GROUP BY payment_id) l ON l.payment_id = p.id
      WHERE NOT (p.status = 'SUCCEEDED' AND a.kept_payment_id <=> p.id AND o.told <=> 1 AND l.booked <=> p.amount AND l.balance <=> 0)
      LIMIT 3`,
  );
  if (rows.length > 0) throw new Error(`payments are not booked as they should be: ${JSON.stringify(rows)}`);
}
