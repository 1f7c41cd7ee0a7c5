import type { Trade } from './trade.js';

/** Every order the merchant has made, by each of its three names. */
export class TradeBook {
  private readonly byOutTradeNo = new Map<string, Trade>();
  private readonly byPrepayId = new Map<string, Trade>();
  private readonly byTransactionId = new Map<string, Trade>();

  add(trade: Trade): void {
    this.byOutTradeNo.set(trade.request.outTradeNo, trade);
  }

  addPrepay(prepayId: string, trade: Trade): void {
    this.byPrepayId.set(prepayId, trade);
  }

  addTransaction(transactionId: string, trade: Trade): void {
    this.byTransactionId.set(transactionId, trade);
  }

  ofOutTradeNo(outTradeNo: string): Trade | undefined {
    return this.byOutTradeNo.get(outTradeNo);
  }

  ofPrepayId(prepayId: string): Trade | undefined {
    return this.byPrepayId.get(prepayId);
  }

  ofTransactionId(transactionId: string): Trade | undefined {
    return this.byTransactionId.get(transactionId);
  }

  all(): Iterable<Trade> {
    return this.byOutTradeNo.values();
  }

  newestFirst(): Trade[] {
    return [...this.byOutTradeNo.values()].toReversed();
  }

  forget(): void {
    this.byOutTradeNo.clear();
    this.byPrepayId.clear();
    this.byTransactionId.clear();
  }
}
