import type { Fen } from '@minisuite/kernel';

interface Common {
  readonly number: string;
  readonly paymentId: string;
  /** WeChat's number, as far as we have heard it. */
  readonly wechatNumber: string | null;
  readonly amount: Fen;
}

export interface OurPayment extends Common {
  readonly subject: 'payment';
  readonly refundId: null;
  readonly state: 'PENDING' | 'SUCCEEDED' | 'CLOSED' | 'REFUNDED' | 'PARTIALLY_REFUNDED';
}

export interface OurRefund extends Common {
  readonly subject: 'refund';
  readonly refundId: string;
  readonly state: 'REQUESTED' | 'PROCESSING' | 'SUCCEEDED' | 'FAILED' | 'REJECTED';
  /** It waits for an operator. */
  readonly waiting: boolean;
  /** False for a number that WeChat has closed and that another one has replaced. */
  readonly current: boolean;
}

/** What our books say about a number. */
export type OurRecord = OurPayment | OurRefund;
