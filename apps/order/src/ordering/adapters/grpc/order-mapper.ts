import { orderV1 } from '@minisuite/contracts';
import { toTimestamp } from '@minisuite/grpc';
import { DomainError } from '@minisuite/kernel';
import type { OrderState } from '../../domain/order-state.js';
import { ORDER_STATUSES, type OrderStatus } from '../../domain/order-status.js';

const PREFIX = 'ORDER_STATUS_';

export function toWireStatus(status: OrderStatus): orderV1.OrderStatus {
  return orderV1.OrderStatus[`${PREFIX}${status}`];
}

/** Null stands for all; throws VALIDATION_FAILED for a number that no status has. */
export function fromWireStatus(wire: orderV1.OrderStatus): OrderStatus | null {
  if (wire === orderV1.OrderStatus.ORDER_STATUS_UNSPECIFIED) return null;
  const status = ORDER_STATUSES.find((known) => toWireStatus(known) === wire);
  if (status) return status;
  throw new DomainError('invalid', 'VALIDATION_FAILED', 'The list is not valid.', [
    { path: 'status', message: 'is not a status' },
  ]);
}

export function toWireOrder(order: OrderState): orderV1.Order {
  return {
    id: order.id,
    userId: order.userId,
    status: toWireStatus(order.status),
    amount: String(order.amount),
    lines: order.lines.map((line) => ({ ...line, price: String(line.price) })),
    address: order.address,
    remark: order.remark,
    remarkStatus: orderV1.RemarkStatus[`REMARK_STATUS_${order.remarkStatus}`],
    paymentId: order.paymentId ?? '',
    createdAt: toTimestamp(order.createdAt),
    expiresAt: toTimestamp(order.expiresAt),
    paidAt: toTimestamp(order.paidAt),
    shippedAt: toTimestamp(order.shippedAt),
    completedAt: toTimestamp(order.completedAt),
    closedAt: toTimestamp(order.closedAt),
    refundedAmount: String(order.refundedAmount),
    closing: order.closing !== null,
    shipment: order.shipment,
  };
}
