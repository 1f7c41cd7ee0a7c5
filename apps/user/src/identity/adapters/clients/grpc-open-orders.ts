import { orderV1 } from '@minisuite/contracts';
import type { PromiseClient } from '@minisuite/grpc';
import { RequestContext } from '@minisuite/service';
import { OpenOrders } from '../../app/ports.js';

const { OrderStatus } = orderV1;
const OPEN = [
  OrderStatus.ORDER_STATUS_PENDING_PAYMENT,
  OrderStatus.ORDER_STATUS_PAID,
  OrderStatus.ORDER_STATUS_SHIPPED,
  OrderStatus.ORDER_STATUS_REFUNDING,
];

export class GrpcOpenOrders extends OpenOrders {
  constructor(private readonly client: PromiseClient<orderV1.OrderServiceClient>) {
    super();
  }

  async has(userId: string): Promise<boolean> {
    const scope = { ...RequestContext.current(), requestId: RequestContext.requestId(), userId };
    return await RequestContext.run(scope, async () => {
      const pages = await Promise.all(OPEN.map((status) => this.client.listOrders({ status, limit: 1, cursor: '' })));
      return pages.some(({ orders }) => orders.length > 0);
    });
  }
}
