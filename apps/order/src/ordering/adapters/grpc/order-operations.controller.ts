import { orderV1 } from '@minisuite/contracts';
import { requireOperator } from '@minisuite/grpc';
import { DomainError } from '@minisuite/kernel';
import { Controller } from '@nestjs/common';
import { GetOrder } from '../../app/get-order.js';
import { ListOrders } from '../../app/list-orders.js';
import { type KeyedRequest, ShipOrder } from '../../app/ship-order.js';
import { isId } from '../../domain/decimal-id.js';
import type { OrderState } from '../../domain/order-state.js';
import { asOthersSee } from '../../domain/remark.js';
import { fromWireStatus, toWireOrder } from './order-mapper.js';

@Controller()
@orderV1.OrderOperationsServiceControllerMethods()
export class OrderOperationsController implements orderV1.OrderOperationsServiceController {
  constructor(
    private readonly get: GetOrder,
    private readonly list: ListOrders,
    private readonly ship: ShipOrder,
  ) {}

  async listAllOrders(request: orderV1.ListAllOrdersRequest): Promise<orderV1.ListAllOrdersResponse> {
    requireOperator();
    const { userId, limit, cursor } = request;
    const asked = { status: fromWireStatus(request.status), limit, cursor };
    const { items, nextCursor } = await this.list.execute(userIdOf(userId), asked);
    return { orders: items.map(toShownOrder), nextCursor: nextCursor ?? '' };
  }

  async getAnyOrder({ id }: orderV1.GetAnyOrderRequest): Promise<orderV1.GetAnyOrderResponse> {
    requireOperator();
    return { order: toShownOrder(await this.get.ofAnybody(id)) };
  }

  async shipOrder(request: orderV1.ShipOrderRequest): Promise<orderV1.ShipOrderResponse> {
    const { id, carrier, trackingNo } = request;
    const { order, replayed } = await this.ship.execute(id, { carrier, trackingNo }, keyedRequest(request));
    return { order: toShownOrder(order), replayed };
  }
}

const toShownOrder = (order: OrderState) => toWireOrder(asOthersSee(order));

/** A key means nothing without whose it is. */
function keyedRequest({ idempotencyKey: key, requestHash }: orderV1.ShipOrderRequest): KeyedRequest | null {
  const { id: userId } = requireOperator();
  return key === '' ? null : { userId, key, requestHash };
}

function userIdOf(text: string): string | null {
  if (text === '') return null;
  if (isId(text)) return text;
  throw new DomainError('invalid', 'VALIDATION_FAILED', 'The list is not valid.', [
    { path: 'userId', message: 'is not an id' },
  ]);
}
