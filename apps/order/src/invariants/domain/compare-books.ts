import type { Fen } from '@minisuite/kernel';

/** An order as the money sees it. */
export interface BookedOrder {
  readonly id: string;
  readonly status: string;
  readonly paymentId: string | null;
  readonly amount: Fen;
  readonly refundedAmount: Fen;
}

/** The payment that pays an order, as the payment service has it. */
export interface KeptPayment {
  readonly orderId: string;
  readonly paymentId: string;
  readonly amount: Fen;
  readonly refundedAmount: Fen;
}

/** What the two services disagree about, in words; null when they agree. */
export function disagreement(order: BookedOrder | undefined, payment: KeptPayment | undefined): string | null {
  if (!payment) {
    return order?.paymentId ? `is ${order.status} by payment ${order.paymentId}, which pays no order` : null;
  }
  const { paymentId, amount, refundedAmount } = payment;
  if (!order) return `is paid by payment ${paymentId}, but there is no such order`;
  if (order.paymentId === null) return `is ${order.status}, but payment ${paymentId} pays it`;
  if (order.paymentId !== paymentId) return `is paid by payment ${order.paymentId} here, by ${paymentId} there`;
  if (order.amount !== amount) return `is over ${order.amount} fen, its payment ${paymentId} over ${amount}`;
  if (order.refundedAmount === refundedAmount) return null;
  return `has ${order.refundedAmount} fen refunded, its payment ${paymentId} ${refundedAmount}`;
}
