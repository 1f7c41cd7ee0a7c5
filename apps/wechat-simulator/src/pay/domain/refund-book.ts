import type { Refund } from './refund.js';
import type { Trade } from './trade.js';

/** Every refund the merchant has asked for and WeChat has accepted. */
export class RefundBook {
  private readonly byOutRefundNo = new Map<string, Refund>();
  private readonly byTrade = new Map<Trade, Refund[]>();

  add(refund: Refund): void {
    this.byOutRefundNo.set(refund.request.outRefundNo, refund);
    const others = this.byTrade.get(refund.trade);
    if (others) others.push(refund);
    else this.byTrade.set(refund.trade, [refund]);
  }

  ofOutRefundNo(outRefundNo: string): Refund | undefined {
    return this.byOutRefundNo.get(outRefundNo);
  }

  ofTrade(trade: Trade): readonly Refund[] {
    return this.byTrade.get(trade) ?? [];
  }

  /** What has really gone back to the user, in fen. */
  refunded(trade: Trade): number {
    const done = this.ofTrade(trade).filter(({ status }) => status === 'SUCCESS');
    return done.reduce((sum, { request }) => sum + request.refund, 0);
  }

  all(): Iterable<Refund> {
    return this.byOutRefundNo.values();
  }

  newestFirst(): Refund[] {
    return [...this.byOutRefundNo.values()].toReversed();
  }

  forget(): void {
    this.byOutRefundNo.clear();
    this.byTrade.clear();
  }
}
