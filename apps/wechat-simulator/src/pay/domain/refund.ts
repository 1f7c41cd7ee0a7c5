import type { RefundRequest } from './refund-request.js';
import type { Trade } from './trade.js';

export type RefundStatus = 'PROCESSING' | 'SUCCESS' | 'ABNORMAL' | 'CLOSED';
export type RefundOutcome = Exclude<RefundStatus, 'PROCESSING'>;

/** A refund that WeChat has accepted: PROCESSING until the bank has answered. */
export class Refund {
  private ending: { readonly status: RefundOutcome; readonly at: Date } | undefined;

  constructor(
    readonly refundId: string,
    readonly transactionId: string,
    readonly trade: Trade,
    readonly request: RefundRequest,
    readonly createdAt: Date,
  ) {}

  get status(): RefundStatus {
    return this.ending?.status ?? 'PROCESSING';
  }

  get endedAt(): Date | undefined {
    return this.ending?.at;
  }

  get succeededAt(): Date | undefined {
    return this.status === 'SUCCESS' ? this.endedAt : undefined;
  }

  /** What it was then, for a bill that later changes do not reach. */
  statusAt(instant: Date): RefundStatus {
    return this.ending && this.ending.at <= instant ? this.ending.status : 'PROCESSING';
  }

  end(status: RefundOutcome, at: Date): void {
    this.ending ??= { status, at };
  }
}
