import { type Notification, refundTopic, tradeTopic } from '../../../pay/domain/notification.js';
import type { PayState } from '../../../pay/app/pay-state.js';
import type { Refund } from '../../../pay/domain/refund.js';
import type { Trade } from '../../../pay/domain/trade.js';

/** An order in the fewest words, for lists of many thousands. */
export function briefTradeView(trade: Trade, pay: PayState, now: Date): object {
  return {
    outTradeNo: trade.request.outTradeNo,
    state: trade.stateAt(now),
    amount: trade.request.total,
    transactionId: trade.payment?.transactionId,
    refunded: pay.refunds.refunded(trade),
  };
}

/** An order as a test wants to see it, newest delivery last. */
export function tradeView(trade: Trade, pay: PayState, now: Date): object {
  const { request, payment } = trade;
  return {
    ...briefTradeView(trade, pay, now),
    openid: request.openid,
    description: request.description,
    attach: request.attach,
    notifyUrl: request.notifyUrl,
    prepayId: trade.lastPrepayId,
    createdAt: trade.createdAt,
    expiresAt: trade.expiresAt,
    paidAt: payment?.paidAt,
    ...deliveriesOf(pay.notificationsOf(tradeTopic(request.outTradeNo))),
  };
}

export function refundView(refund: Refund, pay: PayState): object {
  const { request, trade } = refund;
  return {
    outRefundNo: request.outRefundNo,
    refundId: refund.refundId,
    outTradeNo: trade.request.outTradeNo,
    transactionId: refund.transactionId,
    amount: request.refund,
    total: request.total,
    reason: request.reason,
    notifyUrl: request.notifyUrl,
    status: refund.status,
    createdAt: refund.createdAt,
    succeededAt: refund.succeededAt,
    ...deliveriesOf(pay.notificationsOf(refundTopic(request.outRefundNo))),
  };
}

function deliveriesOf(notifications: readonly Notification[]): object {
  return {
    acknowledged: notifications.some((notification) => notification.acknowledged),
    notifications: notifications.flatMap(({ text: { id, signWith }, deliveries }) =>
      deliveries.map((delivery) => ({ id, signWith, ...delivery })),
    ),
  };
}
