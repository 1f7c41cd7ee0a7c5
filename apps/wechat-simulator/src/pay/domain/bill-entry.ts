import type { BillType } from './bill-request.js';
import type { Refund } from './refund.js';
import type { Payment, Trade } from './trade.js';

/** One row to be: a payment, or with `refund` a refund of it. */
export interface BillEntry {
  readonly trade: Trade;
  readonly payment: Payment;
  readonly refund?: Refund;
  /** Fen by which the row lies. */
  readonly alteredBy: number;
}

export interface Bill {
  readonly type: BillType;
  readonly entries: readonly BillEntry[];
  /** What became of a refund later is not in the bill. */
  readonly madeAt: Date;
}
