import type { RefundRequest } from './refund-request.js';
import type { Trade } from './trade.js';

export type RefundStatus = 'PROCESSING' | 'SUCCESS' | 'ABNORMAL' | 'CLOSED';
export type RefundOutcome = Exclude<RefundStatus, 'PROCESSING'>;

/** A refund that WeChat has accepted: PROCESSING until the bank has answered, ABNORMAL until somebody has dealt with it. */
export class Refund {
  private readonly outcomes: { readonly status: RefundOutcome; readonly at: Date }[] = [];

  constructor(
    readonly refundId: string,
    readonly transactionId: string,
    readonly trade: Trade,
    readonly request: RefundRequest,
    readonly createdAt: Date,
  ) {}

  get status(): RefundStatus {
    return this.outcomes.at(-1)?.status ?? 'PROCESSING';
  }

  get endedAt(): Date | undefined {
    return this.outcomes.at(-1)?.at;
  }

  get succeededAt(): Date | undefined {
    return this.status === 'SUCCESS' ? this.endedAt : undefined;
  }

  /** What it was then, for a bill that later changes do not reach. */
  statusAt(instant: Date): RefundStatus {
    return this.outcomes.findLast(({ at }) => at <= instant)?.status ?? 'PROCESSING';
  }

  get hasEnded(): boolean {
    return this.status === 'SUCCESS' || this.status === 'CLOSED';
  }

  /** Nothing follows SUCCESS or CLOSED: false then, and nothing is changed. */
  end(status: RefundOutcome, at: Date): boolean {
    if (this.hasEnded) return false;
    this.outcomes.push({ status, at });
    return true;
  }
}
