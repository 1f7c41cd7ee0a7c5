import { beijingTime } from './beijing-time.js';
import type { Trade, TradeState } from './trade.js';

const DESCRIPTIONS: Record<TradeState, string> = {
  NOTPAY: '订单未支付',
  SUCCESS: '支付成功',
  REFUND: '转入退款',
  CLOSED: '订单已关闭',
};

/** An order as the query answers it and as the notification carries it. */
export function transactionView(trade: Trade, now: Date): Record<string, unknown> {
  const { request, payment } = trade;
  const state = trade.stateAt(now);
  const common = {
    appid: request.appid,
    mchid: request.mchid,
    out_trade_no: request.outTradeNo,
    trade_state: state,
    trade_state_desc: DESCRIPTIONS[state],
    promotion_detail: [],
    scene_info: { device_id: request.deviceId },
  };
  // Before payment WeChat tells neither attach nor payer, and of the amount only this.
  if (payment === undefined) return { ...common, amount: { payer_currency: 'CNY', total: request.total } };
  return {
    ...common,
    transaction_id: payment.transactionId,
    trade_type: 'JSAPI',
    bank_type: 'OTHERS',
    attach: request.attach ?? '',
    success_time: beijingTime(payment.paidAt),
    payer: { openid: request.openid },
    amount: { total: request.total, payer_total: request.total, currency: 'CNY', payer_currency: 'CNY' },
  };
}
