import type { Tx } from '@minisuite/database';
import type { PaidPayment, ShippingReports } from '../../app/ports.js';
import type { Shipment, ShippingReport } from '../../domain/shipping-report.js';

const TITLE_CHARACTERS = 255;
const ERROR_CHARACTERS = 255;

export class MysqlShippingReports implements ShippingReports {
  constructor(private readonly tx: Tx) {}

  async paidPayments(ids: readonly string[]): Promise<Map<string, PaidPayment>> {
    if (ids.length === 0) return new Map();
    const rows = await this.tx.query<{ id: string; order_id: string; transaction_id: string }>(
      'SELECT id, order_id, transaction_id FROM payment WHERE id IN (?) AND transaction_id IS NOT NULL',
      [ids],
    );
    return new Map(rows.map((row) => [row.id, { orderId: row.order_id, transactionId: row.transaction_id }]));
  }

  async add(shipments: readonly (Shipment & { transactionId: string })[], now: Date): Promise<void> {
    if (shipments.length === 0) return;
    await this.tx.execute(
      `INSERT INTO shipping_report (order_id, user_id, payment_id, transaction_id, carrier, tracking_no, title, status,
        next_at, request_id, created_at) VALUES ? ON DUPLICATE KEY UPDATE order_id = shipping_report.order_id`,
      [
        shipments.map((s) => [
          s.orderId,
          s.userId,
          s.paymentId,
          s.transactionId,
          s.carrier,
          s.trackingNo,
          [...s.title].slice(0, TITLE_CHARACTERS).join(''),
          'PENDING',
          now,
          s.origin.requestId,
          now,
        ]),
      ],
    );
  }

  async claim({ orderId, attempts }: ShippingReport, next: Date): Promise<boolean> {
    const matched = await this.tx.execute(
      `UPDATE shipping_report SET attempts = attempts + 1, next_at = ?
        WHERE order_id = ? AND status = 'PENDING' AND attempts = ?`,
      [next, orderId, attempts],
    );
    return matched === 1;
  }

  async settle(orderId: string, status: 'SENT' | 'FAILED' | null, error: string | null, now: Date): Promise<void> {
    await this.tx.execute(
      `UPDATE shipping_report SET status = COALESCE(?, status), error = ?, sent_at = ?
        WHERE order_id = ? AND status = 'PENDING'`,
      [status, error?.slice(0, ERROR_CHARACTERS) ?? null, status === 'SENT' ? now : null, orderId],
    );
  }
}
