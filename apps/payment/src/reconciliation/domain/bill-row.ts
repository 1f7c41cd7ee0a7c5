import type { Fen } from '@minisuite/kernel';

/** What a row of the bill is about. */
export type Subject = 'payment' | 'refund';

/** One row of WeChat's bill, as far as it concerns us. */
export interface BillRow {
  readonly subject: Subject;
  /** Our number: out_trade_no or out_refund_no. */
  readonly number: string;
  /** WeChat's number of it. */
  readonly wechatNumber: string;
  readonly amount: Fen;
  /** As WeChat calls it in bills, like SUCCESS. */
  readonly state: string;
}

/** What a whole bill says. */
export interface BillTotals {
  readonly payments: number;
  readonly refunds: number;
  readonly paidAmount: Fen;
  readonly refundedAmount: Fen;
}

export const NO_TOTALS: BillTotals = { payments: 0, refunds: 0, paidAmount: 0, refundedAmount: 0 };

export function plusRow(totals: BillTotals, { subject, amount }: BillRow): BillTotals {
  return subject === 'payment'
    ? { ...totals, payments: totals.payments + 1, paidAmount: totals.paidAmount + amount }
    : { ...totals, refunds: totals.refunds + 1, refundedAmount: totals.refundedAmount + amount };
}
