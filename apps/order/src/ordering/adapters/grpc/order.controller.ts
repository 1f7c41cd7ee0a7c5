import { orderV1 } from '@minisuite/contracts';
import { caller, requireUserId } from '@minisuite/grpc';
import { Controller } from '@nestjs/common';
import { BatchGetOrders } from '../../app/batch-get-orders.js';
import { CancelOrder } from '../../app/cancel-order.js';
import { ConfirmReceipt } from '../../app/confirm-receipt.js';
import { GetOrder } from '../../app/get-order.js';
import { ListOrders } from '../../app/list-orders.js';
import { PlaceOrder } from '../../app/place-order.js';
import { asOthersSee } from '../../domain/remark.js';
import { fromWireStatus, toWireOrder } from './order-mapper.js';

@Controller()
@orderV1.OrderServiceControllerMethods()
export class OrderController implements orderV1.OrderServiceController {
  constructor(
    private readonly place: PlaceOrder,
    private readonly get: GetOrder,
    private readonly list: ListOrders,
    private readonly cancel: CancelOrder,
    private readonly confirm: ConfirmReceipt,
    private readonly batchGet: BatchGetOrders,
  ) {}

  async placeOrder(request: orderV1.PlaceOrderRequest): Promise<orderV1.PlaceOrderResponse> {
    const { items, addressId, remark, idempotencyKey: key, requestHash } = request;
    const { order, replayed } = await this.place.execute({
      userId: requireUserId(),
      items,
      addressId,
      remark,
      key,
      requestHash,
    });
    return { order: toWireOrder(order), replayed };
  }

  async getOrder({ id }: orderV1.GetOrderRequest): Promise<orderV1.GetOrderResponse> {
    return { order: toWireOrder(await this.get.execute(requireUserId(), id)) };
  }

  async listOrders({ status, limit, cursor }: orderV1.ListOrdersRequest): Promise<orderV1.ListOrdersResponse> {
    const asked = { status: fromWireStatus(status), limit, cursor };
    const { items, nextCursor } = await this.list.execute(requireUserId(), asked);
    return { orders: items.map(toWireOrder), nextCursor: nextCursor ?? '' };
  }

  async cancelOrder({ id }: orderV1.CancelOrderRequest): Promise<orderV1.CancelOrderResponse> {
    return { order: toWireOrder(await this.cancel.execute(requireUserId(), id)) };
  }

  async confirmReceipt({ id }: orderV1.ConfirmReceiptRequest): Promise<orderV1.ConfirmReceiptResponse> {
    return { order: toWireOrder(await this.confirm.execute(requireUserId(), id)) };
  }

  async batchGetOrders({ ids }: orderV1.BatchGetOrdersRequest): Promise<orderV1.BatchGetOrdersResponse> {
    const { userId } = caller();
    const orders = await this.batchGet.execute(userId, ids);
    return { orders: (userId === undefined ? orders.map(asOthersSee) : orders).map(toWireOrder) };
  }
}
