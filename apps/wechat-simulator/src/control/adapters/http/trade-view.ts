import type { Notification } from '../../../pay/domain/notification.js';
import type { Trade } from '../../../pay/domain/trade.js';

/** An order as a test wants to see it, newest delivery last. */
export function tradeView(trade: Trade, notifications: readonly Notification[], now: Date): object {
  const { request, payment } = trade;
  return {
    outTradeNo: request.outTradeNo,
    state: trade.stateAt(now),
    amount: request.total,
    openid: request.openid,
    description: request.description,
    attach: request.attach,
    notifyUrl: request.notifyUrl,
    prepayId: trade.lastPrepayId,
    transactionId: payment?.transactionId,
    createdAt: trade.createdAt,
    expiresAt: trade.expiresAt,
    paidAt: payment?.paidAt,
    acknowledged: notifications.some((notification) => notification.acknowledged),
    notifications: notifications.flatMap(({ id, signWith, deliveries }) =>
      deliveries.map((delivery) => ({ id, signWith, ...delivery })),
    ),
  };
}
