import { NothingToRefund } from './refund-errors.js';

// WeChat refunds for a year, and in at most 50 parts.
const REFUNDABLE_MS = 365 * 24 * 3_600_000;
const MAX_REFUNDS = 50;

/** Throws NothingToRefund when WeChat would not refund a payment any more. */
export function assertRefundable(payment: { readonly paidAt: Date | null; readonly refunds: number }, now: Date): void {
  const { paidAt, refunds } = payment;
  if (paidAt === null) throw new NothingToRefund('The order has not been paid.');
  if (now.getTime() - paidAt.getTime() >= REFUNDABLE_MS) {
    throw new NothingToRefund('The payment is older than a year, so WeChat does not refund it any more.');
  }
  if (refunds >= MAX_REFUNDS) throw new NothingToRefund(`WeChat refunds a payment in at most ${MAX_REFUNDS} parts.`);
}
