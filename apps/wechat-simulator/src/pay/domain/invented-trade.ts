import type { PrepayRequest } from './prepay-request.js';
import { Trade } from './trade.js';

export interface InventedPayment {
  readonly outTradeNo: string;
  readonly transactionId: string;
  readonly total: number;
  readonly paidAt: Date;
}

/** A paid order that no merchant asked for through the API. */
export function inventedTrade(
  { outTradeNo, transactionId, total, paidAt }: InventedPayment,
  merchant: { readonly appId: string; readonly mchId: string },
): Trade {
  const request: PrepayRequest = {
    appid: merchant.appId,
    mchid: merchant.mchId,
    description: '测试商品, 一件',
    outTradeNo,
    timeExpire: undefined,
    attach: undefined,
    notifyUrl: 'https://merchant.invalid/notify',
    total,
    openid: 'oInvented',
    deviceId: '',
    fingerprint: '',
  };
  const trade = new Trade(request, new Date(paidAt.getTime() - 60_000));
  trade.pay({ transactionId, paidAt });
  return trade;
}
