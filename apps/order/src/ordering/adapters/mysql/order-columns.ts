import type { Columns } from '@minisuite/database';
import type { OrderState } from '../../domain/order-state.js';

/** What of an order may change, by column. */
export function columnsOf(state: OrderState): Columns {
  const { closing, shipment } = state;
  return {
    status: state.status,
    payment_id: state.paymentId && BigInt(state.paymentId),
    paid_at: state.paidAt,
    shipped_at: state.shippedAt,
    completed_at: state.completedAt,
    closed_at: state.closedAt,
    refunded_amount: state.refundedAmount,
    closing: closing && closing.as,
    closing_since: closing && closing.since,
    close_attempts: closing?.unanswered ?? 0,
    due_at: state.dueAt,
    carrier: shipment && shipment.carrier,
    tracking_no: shipment && shipment.trackingNo,
  };
}
