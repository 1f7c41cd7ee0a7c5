import type { Fen } from '@minisuite/kernel';

/** Who we are at WeChat Pay. */
export interface MerchantIdentity {
  readonly appId: string;
  readonly mchId: string;
}

/** What WeChat says about money it has taken; nothing in it is believed before it was compared with our own record. */
export interface PaidTrade extends MerchantIdentity {
  readonly outTradeNo: string;
  readonly transactionId: string;
  readonly amount: Fen;
  readonly currency: string;
  readonly paidAt: Date;
}

/** How an order stands at WeChat. UNKNOWN: WeChat has never heard of it, so no prepay call has arrived. */
export type Trade =
  | { readonly state: 'PAID'; readonly paid: PaidTrade }
  | { readonly state: 'OPEN' }
  | { readonly state: 'CLOSED' }
  | { readonly state: 'UNKNOWN' };

export type TradeField = 'appid' | 'mchid' | 'out_trade_no' | 'amount' | 'currency' | 'transaction_id';

/** Our record of the same trade. */
export interface ExpectedTrade {
  readonly outTradeNo: string;
  readonly amount: Fen;
  readonly currency: string;
  readonly transactionId: string | null;
}

/** The fields in which a paid trade is not what we asked for. */
export function mismatchesOf(trade: PaidTrade, expected: ExpectedTrade, merchant: MerchantIdentity): TradeField[] {
  const same: Record<TradeField, boolean> = {
    appid: trade.appId === merchant.appId,
    mchid: trade.mchId === merchant.mchId,
    out_trade_no: trade.outTradeNo === expected.outTradeNo,
    amount: trade.amount === expected.amount,
    currency: trade.currency === expected.currency,
    transaction_id: expected.transactionId === null || trade.transactionId === expected.transactionId,
  };
  return (Object.keys(same) as TradeField[]).filter((field) => !same[field]);
}
