import { randomUUID } from 'node:crypto';
import { connect, constants, type ClientHttp2Session, type OutgoingHttpHeaders } from 'node:http2';
import { join } from 'node:path';
import { loadSync, type ServiceDefinition } from '@grpc/proto-loader';

const SERVICE = 'minisuite.order.v1.OrderService';
const DEADLINE = '30S';
const NO_ERROR = '0';

export interface OrderCaller {
  place(userId: number, skuId: string): Promise<void>;
  close(): void;
}

/**
 * Calls OrderService.PlaceOrder as the gateway does. It speaks gRPC (length-prefixed protobuf on HTTP/2, status in the trailers)
 * itself, because on a machine that both share a full client would spend more of the processor than the service it measures.
 */
export function orderCaller(root: string, address: string, credential: string): OrderCaller {
  const options = { longs: String, enums: String, defaults: true, includeDirs: [join(root, 'proto')] };
  const service = loadSync('minisuite/order/v1/order.proto', options)[SERVICE] as ServiceDefinition;
  const method = service['PlaceOrder'];
  if (!method) throw new Error(`${SERVICE} has no PlaceOrder`);
  const session = connect(`http://${address}`);
  return {
    place: (userId, skuId) => {
      const key = randomUUID();
      const items = [{ skuId, quantity: 1 }];
      const headers = {
        [constants.HTTP2_HEADER_METHOD]: 'POST',
        [constants.HTTP2_HEADER_PATH]: method.path,
        'content-type': 'application/grpc',
        te: 'trailers',
        'grpc-timeout': DEADLINE,
        'x-internal-credential': credential,
        'x-user-id': String(userId),
        'x-request-id': key,
      };
      return call(session, headers, method.requestSerialize({ items, idempotencyKey: key, requestHash: 'hash' }));
    },
    close: () => session.close(),
  };
}

function call(session: ClientHttp2Session, headers: OutgoingHttpHeaders, message: Buffer): Promise<void> {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(message.length, 1);
  return new Promise((resolve, reject) => {
    const stream = session.request(headers);
    let status: unknown;
    const hear = (received: Record<string, unknown>): void => {
      status ??= received['grpc-status'];
    };
    // A refusal comes without a body, and then the status is in the headers.
    stream.on('response', hear);
    stream.on('trailers', hear);
    stream.on('error', reject);
    stream.on('close', () => (status === NO_ERROR ? resolve() : reject(new Error(`gRPC status ${String(status)}`))));
    stream.resume();
    stream.end(Buffer.concat([prefix, message]));
  });
}
