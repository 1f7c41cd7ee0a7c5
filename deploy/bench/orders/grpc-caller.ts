import { connect, constants, type ClientHttp2Session, type OutgoingHttpHeaders } from 'node:http2';
import { join } from 'node:path';
import { loadSync, type MethodDefinition, type ServiceDefinition } from '@grpc/proto-loader';

const NO_ERROR = '0';
const PREFIX_BYTES = 5;

/** A method of a service as the bench calls it. */
export interface GrpcMethod {
  /** Below proto, like minisuite/order/v1/order.proto. */
  file: string;
  service: string;
  method: string;
}

export interface GrpcCaller {
  call(request: object, metadata?: Record<string, string>): Promise<object>;
  close(): void;
}

/**
 * Calls one method as the gateway does. It speaks gRPC (length-prefixed protobuf on HTTP/2, status in the trailers) itself,
 * because on a machine that both share a full client would spend more of the processor than the service it measures.
 */
export function grpcCaller(
  { root, address, credential }: { root: string; address: string; credential: string },
  { file, service, method: name }: GrpcMethod,
  deadlineS: number,
): GrpcCaller {
  const method = methodOf(root, file, service, name);
  const session = connect(`http://${address}`);
  return {
    call: async (request, metadata = {}) => {
      const headers = {
        [constants.HTTP2_HEADER_METHOD]: 'POST',
        [constants.HTTP2_HEADER_PATH]: method.path,
        'content-type': 'application/grpc',
        te: 'trailers',
        'grpc-timeout': `${deadlineS}S`,
        'x-internal-credential': credential,
        'x-caller': 'gateway',
        ...metadata,
      };
      return method.responseDeserialize(await unary(session, headers, method.requestSerialize(request)));
    },
    close: () => session.close(),
  };
}

function methodOf(root: string, file: string, service: string, name: string): MethodDefinition<object, object> {
  const options = { longs: String, enums: String, defaults: true, includeDirs: [join(root, 'proto')] };
  const method = (loadSync(file, options)[service] as ServiceDefinition | undefined)?.[name];
  if (!method) throw new Error(`${service} has no ${name}`);
  return method as MethodDefinition<object, object>;
}

function unary(session: ClientHttp2Session, headers: OutgoingHttpHeaders, message: Buffer): Promise<Buffer> {
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.writeUInt32BE(message.length, 1);
  return new Promise((resolve, reject) => {
    const stream = session.request(headers);
    const received: Buffer[] = [];
    let status: unknown;
    let why: unknown;
    const hear = (fields: Record<string, unknown>): void => {
      status ??= fields['grpc-status'];
      why ??= fields['grpc-message'];
    };
    // A refusal comes without a body, and then the status is in the headers.
    stream.on('response', hear);
    stream.on('trailers', hear);
    stream.on('error', reject);
    stream.on('data', (piece: Buffer) => received.push(piece));
    stream.on('close', () => {
      if (status === NO_ERROR) resolve(Buffer.concat(received).subarray(PREFIX_BYTES));
      else reject(new Error(`${headers[constants.HTTP2_HEADER_PATH]}: gRPC status ${String(status)} ${String(why)}`));
    });
    stream.end(Buffer.concat([prefix, message]));
  });
}
