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
  /** When the payment service last booked something about it. */
  readonly bookedAt: Date;
}

/** An order hears of its money by an event; that it has not yet is no disagreement before that time has passed. */
const ON_ITS_WAY_MS = 60_000;

/** Whether what was booked may still be on its way to the order. */
export function isOnItsWay(payment: KeptPayment | undefined, now: Date): boolean {
  return payment !== undefined && now.getTime() - payment.bookedAt.getTime() < ON_ITS_WAY_MS;
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
