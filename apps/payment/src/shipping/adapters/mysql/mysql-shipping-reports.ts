import type { Tx } from '@minisuite/database';
import type { Outcome, PaidPayment, ShippingReports } from '../../app/ports.js';
import type { Correction } from '../../domain/correction.js';
import type { ReportState, Shipment, ShippingReport } from '../../domain/shipping-report.js';
import { STATE_COLUMNS, stateOf, type StateRow } from './report-row.js';

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

  async isRefunded(orderId: string): Promise<boolean> {
    const rows = await this.tx.query(
      `SELECT p.id FROM shipping_report r JOIN payment p ON p.id = r.payment_id
        WHERE r.order_id = ? AND p.status = 'REFUNDED'`,
      [orderId],
    );
    return rows.length > 0;
  }

  async settle({ orderId, attempts }: ShippingReport, { status, error, now }: Outcome): Promise<boolean> {
    const matched = await this.tx.execute(
      `UPDATE shipping_report SET status = COALESCE(?, status), error = ?, sent_at = ?
        WHERE order_id = ? AND status = 'PENDING' AND attempts = ?`,
      [status, error?.slice(0, ERROR_CHARACTERS) ?? null, status === 'SENT' ? now : null, orderId, attempts],
    );
    return matched === 1;
  }

  async lock(orderId: string): Promise<ReportState | null> {
    const [row] = await this.tx.query<StateRow>(
      `SELECT ${STATE_COLUMNS} FROM shipping_report WHERE order_id = ? FOR UPDATE`,
      [orderId],
    );
    return row ? stateOf(row) : null;
  }

  async retry(orderId: string, { carrier, trackingNo }: Correction, now: Date): Promise<void> {
    const matched = await this.tx.execute(
      `UPDATE shipping_report SET status = 'PENDING', carrier = ?, tracking_no = ?, error = NULL, next_at = ?
        WHERE order_id = ? AND status = 'FAILED'`,
      [carrier, trackingNo, now, orderId],
    );
    if (matched !== 1) throw new Error(`the report of order ${orderId} has changed under its lock`);
  }

  async cancel(orderIds: readonly string[]): Promise<void> {
    if (orderIds.length === 0) return;
    await this.tx.execute(
      "UPDATE shipping_report SET status = 'CANCELLED' WHERE order_id IN (?) AND status = 'FAILED'",
      [orderIds],
    );
  }
}
