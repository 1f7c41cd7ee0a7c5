import type { BillEntry } from './bill-entry.js';

/** WeChat keeps 0.6 % of what is paid and gives it back with what is refunded. */
export function feeOf(fen: number): number {
  return Math.round(fen * 0.006);
}

/** Sums over the rows as they are written, altered ones included, so that a bill agrees with itself. */
export class BillTotals {
  count = 0;
  paid = 0;
  refunded = 0;
  fee = 0;

  add({ trade, refund, alteredBy }: BillEntry): void {
    this.count += 1;
    if (refund) {
      this.refunded += refund.request.refund + alteredBy;
      this.fee -= feeOf(refund.request.refund);
    } else {
      this.paid += trade.request.total + alteredBy;
      this.fee += feeOf(trade.request.total);
    }
  }
}
