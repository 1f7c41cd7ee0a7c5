import type { Order } from '../../domain/order.js';
import type { OrderState } from '../../domain/order-state.js';

const COLUMNS: Readonly<Record<string, (state: OrderState) => string | number | bigint | Date | null>> = {
  payment_id: ({ paymentId }) => paymentId && BigInt(paymentId),
  paid_at: ({ paidAt }) => paidAt,
  shipped_at: ({ shippedAt }) => shippedAt,
  completed_at: ({ completedAt }) => completedAt,
  closed_at: ({ closedAt }) => closedAt,
  refunded_amount: ({ refundedAmount }) => refundedAmount,
  closing: ({ closing }) => closing && closing.as,
  closing_since: ({ closing }) => closing && closing.since,
  close_attempts: ({ closing }) => closing?.unanswered ?? 0,
  due_at: ({ dueAt }) => dueAt,
  carrier: ({ shipment }) => shipment && shipment.carrier,
  tracking_no: ({ shipment }) => shipment && shipment.trackingNo,
};

/** What one UPDATE of several orders has to set beside their status; columns that none of them changed are left out. */
export function changedColumns(orders: readonly Order[]): { assignments: string[]; parameters: unknown[] } {
  const assignments: string[] = [];
  const parameters: unknown[] = [];
  for (const [column, valueOf] of Object.entries(COLUMNS)) {
    const values = orders.map(({ state }) => valueOf(state));
    if (orders.every(({ loaded }, index) => same(valueOf(loaded), values[index]))) continue;
    if (values.every((value) => same(value, values[0]))) {
      assignments.push(`${column} = ?`);
      parameters.push(values[0]);
    } else {
      // As numbers: CASE compares an id with a string as floating point, which cannot tell large ids apart.
      assignments.push(`${column} = CASE id ${'WHEN ? THEN ? '.repeat(orders.length)}END`);
      parameters.push(...orders.flatMap(({ state }, index) => [BigInt(state.id), values[index]]));
    }
  }
  return { assignments, parameters };
}

function same(one: unknown, other: unknown): boolean {
  if (one instanceof Date && other instanceof Date) return one.getTime() === other.getTime();
  return one === other;
}
