import type { ReportState, ReportStatus } from '../../domain/shipping-report.js';

export const STATE_COLUMNS = 'order_id, payment_id, carrier, tracking_no, status, attempts, error, created_at, sent_at';

export interface StateRow {
  readonly order_id: string;
  readonly payment_id: string;
  readonly carrier: string;
  readonly tracking_no: string;
  readonly status: ReportStatus;
  readonly attempts: number;
  readonly error: string | null;
  readonly created_at: Date;
  readonly sent_at: Date | null;
}

export function stateOf(row: StateRow): ReportState {
  return {
    orderId: row.order_id,
    paymentId: row.payment_id,
    carrier: row.carrier,
    trackingNo: row.tracking_no,
    status: row.status,
    attempts: row.attempts,
    error: row.error,
    createdAt: row.created_at,
    sentAt: row.sent_at,
  };
}
