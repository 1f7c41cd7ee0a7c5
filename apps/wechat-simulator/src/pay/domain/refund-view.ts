import { beijingTime } from './beijing-time.js';
import type { Refund, RefundOutcome } from './refund.js';

const RECEIVED_BY = '支付用户零钱';

/** A refund as its query answers it. */
export function refundView(refund: Refund): Record<string, unknown> {
  const { request, succeededAt } = refund;
  const { refund: amount, total } = request;
  return {
    refund_id: refund.refundId,
    out_refund_no: request.outRefundNo,
    transaction_id: refund.transactionId,
    out_trade_no: refund.trade.request.outTradeNo,
    channel: 'ORIGINAL',
    user_received_account: RECEIVED_BY,
    ...(succeededAt && { success_time: beijingTime(succeededAt) }),
    create_time: beijingTime(refund.createdAt),
    status: refund.status,
    funds_account: 'AVAILABLE',
    amount: {
      total,
      refund: amount,
      payer_total: total,
      payer_refund: amount,
      settlement_refund: amount,
      settlement_total: total,
      discount_refund: 0,
      currency: 'CNY',
    },
    promotion_detail: [],
  };
}

/** A refund as its notification carries it: with `refund_status`, and without a currency. */
export function refundNoticeView(refund: Refund, mchId: string): Record<string, unknown> {
  const { request, succeededAt } = refund;
  const { refund: amount, total } = request;
  return {
    mchid: mchId,
    out_trade_no: refund.trade.request.outTradeNo,
    transaction_id: refund.transactionId,
    out_refund_no: request.outRefundNo,
    refund_id: refund.refundId,
    refund_status: refund.status,
    ...(succeededAt && { success_time: beijingTime(succeededAt) }),
    user_received_account: RECEIVED_BY,
    amount: { total, refund: amount, payer_total: total, payer_refund: amount },
  };
}

export const REFUND_SUMMARIES: Record<RefundOutcome, string> = {
  SUCCESS: '退款成功',
  ABNORMAL: '退款异常',
  CLOSED: '退款关闭',
};
