import { orderV1 } from '@minisuite/contracts';
import type { PromiseClient } from '@minisuite/grpc';
import { Orders } from '../../app/ports.js';
import type { PayableOrder } from '../../domain/payable-order.js';
import { payableOrder } from './payable-order-mapper.js';

export class GrpcOrders extends Orders {
  constructor(private readonly client: PromiseClient<orderV1.OrderServiceClient>) {
    super();
  }

  /** GetOrder insists on a user, so a service that has none asks for a batch of one. */
  async find(orderId: string, userId: string | null): Promise<PayableOrder | null> {
    const order =
      userId === null
        ? (await this.client.batchGetOrders({ ids: [orderId] })).orders[0]
        : (await this.client.getOrder({ id: orderId })).order;
    return order ? payableOrder(order) : null;
  }
}
