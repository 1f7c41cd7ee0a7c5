import { orderV1 } from '@minisuite/contracts';
import { dateOf } from '@minisuite/grpc';
import { fen } from '@minisuite/kernel';
import type { z } from 'zod';
import { promised } from '../clients/promised.js';
import { given, moment } from '../edge/optional.js';
import {
  ORDER_STATUSES,
  type orderPageSchema,
  type orderSchema,
  type placeOrderSchema,
  REMARK_STATUSES,
} from './orders.schemas.js';

type Order = z.infer<typeof orderSchema>;
type Status = Order['status'];
type Absolute = (url: string) => string;

const PREFIX = 'ORDER_STATUS_';

export function toOrder(answer: orderV1.Order | null, absolute: Absolute): Order {
  const order = promised(answer, 'order');
  return {
    id: order.id,
    status: statusOf(order.status),
    closing: order.closing,
    amount: fen(order.amount),
    items: order.lines.map((line) => toLine(line, absolute)),
    ...given('address', order.address && { ...order.address }),
    remark: order.remark,
    remarkStatus: remarkStatusOf(order.remarkStatus),
    ...given('paymentId', order.paymentId),
    createdAt: dateOf(order.createdAt).toISOString(),
    expiresAt: dateOf(order.expiresAt).toISOString(),
    ...given('paidAt', moment(order.paidAt)),
    ...given('shippedAt', moment(order.shippedAt)),
    ...given('completedAt', moment(order.completedAt)),
    ...given('closedAt', moment(order.closedAt)),
    refundedAmount: fen(order.refundedAmount),
    ...given('shipment', order.shipment && { ...order.shipment }),
  };
}

export function toOrderPage(answer: orderV1.ListOrdersResponse, absolute: Absolute): z.infer<typeof orderPageSchema> {
  return { items: answer.orders.map((order) => toOrder(order, absolute)), nextCursor: answer.nextCursor || null };
}

export function fromStatus(status: Status | undefined): orderV1.OrderStatus {
  if (!status) return orderV1.OrderStatus.ORDER_STATUS_UNSPECIFIED;
  return orderV1.OrderStatus[`${PREFIX}${status}`];
}

export function fromPlaceOrder(
  body: z.infer<typeof placeOrderSchema>,
  idempotencyKey: string,
  requestHash: string,
): orderV1.PlaceOrderRequest {
  return { items: body.items, addressId: body.addressId ?? '', remark: body.remark ?? '', idempotencyKey, requestHash };
}

function toLine(line: orderV1.OrderLine, absolute: Absolute): Order['items'][number] {
  const { skuId, productId, title, imageUrl, price, quantity } = line;
  return { skuId, productId, title, imageUrl: absolute(imageUrl), price: fen(price), quantity };
}

function statusOf(status: orderV1.OrderStatus): Status {
  const found = ORDER_STATUSES.find((name) => status === `${PREFIX}${name}`);
  return promised(found, 'status');
}

/** A service of the version before says nothing of it. */
function remarkStatusOf(status: orderV1.RemarkStatus): Order['remarkStatus'] {
  return REMARK_STATUSES.find((name) => status === `REMARK_STATUS_${name}`) ?? 'NONE';
}
