import { randomUUID } from 'node:crypto';
import { grpcCaller } from './grpc-caller.ts';
import type { OrderSystem } from './order-system.ts';

const PLACE_ORDER = {
  file: 'minisuite/order/v1/order.proto',
  service: 'minisuite.order.v1.OrderService',
  method: 'PlaceOrder',
};
const DEADLINE_S = 30;

export interface OrderCaller {
  place(userId: number, skuId: string): Promise<void>;
  close(): void;
}

/** Places orders over gRPC as the gateway does. */
export function orderCaller({ root, addresses, credential }: OrderSystem): OrderCaller {
  const caller = grpcCaller({ root, address: addresses.order, credential }, PLACE_ORDER, DEADLINE_S);
  return {
    place: async (userId, skuId) => {
      const key = randomUUID();
      const request = { items: [{ skuId, quantity: 1 }], idempotencyKey: key, requestHash: 'hash' };
      await caller.call(request, { 'x-user-id': String(userId), 'x-request-id': key });
    },
    close: () => caller.close(),
  };
}
