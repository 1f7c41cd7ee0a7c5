import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Client, credentials, loadPackageDefinition, Metadata, type ServiceClientConstructor } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

type PlaceOrder = (
  request: object,
  metadata: Metadata,
  options: { deadline: number },
  done: (error: Error | null) => void,
) => void;

export interface OrderCaller {
  place(userId: number, skuId: string): Promise<void>;
  close(): void;
}

/** Calls OrderService.PlaceOrder as the gateway does. */
export function orderCaller(root: string, address: string, credential: string): OrderCaller {
  const definition = loadSync('minisuite/order/v1/order.proto', {
    longs: String,
    enums: String,
    defaults: true,
    arrays: true,
    includeDirs: [join(root, 'proto')],
  });
  const path = 'minisuite.order.v1.OrderService'.split('.');
  const Service = path.reduce<unknown>(
    (at, part) => (at as Record<string, unknown>)[part],
    loadPackageDefinition(definition),
  ) as ServiceClientConstructor;
  const client = new Service(address, credentials.createInsecure(), { 'grpc.enable_channelz': 0 });
  const placeOrder = (client['placeOrder'] as unknown as PlaceOrder).bind(client);
  return {
    place: (userId, skuId) =>
      new Promise((resolve, reject) => {
        const key = randomUUID();
        const metadata = new Metadata();
        metadata.set('x-internal-credential', credential);
        metadata.set('x-user-id', String(userId));
        metadata.set('x-request-id', key);
        const items = [{ skuId, quantity: 1 }];
        const request = { items, addressId: '', remark: '', idempotencyKey: key, requestHash: 'hash' };
        placeOrder(request, metadata, { deadline: Date.now() + 30_000 }, (error) =>
          error ? reject(error) : resolve(),
        );
      }),
    close: () => Client.prototype.close.call(client),
  };
}
