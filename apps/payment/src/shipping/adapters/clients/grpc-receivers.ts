import type { orderV1, userV1 } from '@minisuite/contracts';
import type { PromiseClient } from '@minisuite/grpc';
import { Receivers } from '../../app/ports.js';

export class GrpcReceivers extends Receivers {
  constructor(
    private readonly users: PromiseClient<userV1.UserServiceClient>,
    private readonly orders: PromiseClient<orderV1.OrderServiceClient>,
  ) {
    super();
  }

  async openidOf(userId: string): Promise<string> {
    return (await this.users.getWechatIdentity({ userId })).openid;
  }

  async phoneOf(orderId: string): Promise<string> {
    const { orders } = await this.orders.batchGetOrders({ ids: [orderId] });
    return orders[0]?.address?.phone ?? '';
  }
}
