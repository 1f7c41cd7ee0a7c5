import { orderV1 } from '@minisuite/contracts';
import { dateOf } from '@minisuite/grpc';
import { fen } from '@minisuite/kernel';
import type { PayableOrder } from '../../domain/payable-order.js';

export function payableOrder(order: orderV1.Order): PayableOrder {
  return {
    id: order.id,
    userId: order.userId,
    awaitsPayment: order.status === orderV1.OrderStatus.ORDER_STATUS_PENDING_PAYMENT && !order.closing,
    amount: fen(order.amount),
    title: order.lines[0]?.title ?? '',
    expiresAt: dateOf(order.expiresAt),
  };
}
