import { type ChannelOptions, Client, loadPackageDefinition, type ServiceClientConstructor } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { DomainError } from '@minisuite/kernel';
import { RequestContext } from '@minisuite/service';
import type { Observable } from 'rxjs';
import { type CallGuard, type CallLimits, guardOf } from './call-guard.js';
import type { GrpcIdentity } from './identity.js';
import { LOADER_OPTIONS, PACKAGES, type ServiceName } from './loader.js';
import { metadataFor } from './metadata.js';
import { errorFromStatus } from './status.js';
import { channelCredentials } from './tls/credentials.js';

/** A generated service client whose methods answer with promises. */
export type PromiseClient<T> = {
  [K in keyof T]: T[K] extends (request: infer Q, ...rest: never[]) => Observable<infer A>
    ? (request: Q) => Promise<A>
    : never;
};

/** Where a service is, and how long a call may take at most (ms). */
export type GrpcTarget = CallTarget &
  (
    | { readonly package: ServiceName }
    // What every service serves: whose it is that is meant.
    | { readonly package: 'operations'; readonly of: ServiceName }
  );

interface CallTarget {
  readonly service: string;
  readonly address: string;
  readonly deadlineMs?: number;
  /** What the calls to this package at this address are held to; the first client of a process sets it for all. */
  readonly limits?: CallLimits;
}

/** A target, and who calls it. */
export type GrpcClientSettings = GrpcTarget & { readonly from: GrpcIdentity };

const OPTIONS: ChannelOptions = {
  'grpc.keepalive_time_ms': 30_000,
  'grpc.keepalive_timeout_ms': 5000,
  'grpc.keepalive_permit_without_calls': 1,
  'grpc.initial_reconnect_backoff_ms': 100,
  'grpc.max_reconnect_backoff_ms': 2000,
  'grpc.service_config': JSON.stringify({ loadBalancingConfig: [{ round_robin: {} }] }),
};

const DEADLINE_MS = 5000;

type Unary = (
  request: unknown,
  metadata: unknown,
  options: { deadline: number },
  done: (error: unknown, answer: unknown) => void,
) => void;

/**
 * A client whose every call has a deadline (the caller's own when that is nearer), carries request id and identity, and rejects
 * with a DomainError when the service refused, could not be reached or was too slow. While a service is away or has too many
 * calls of this process already, further ones are refused with SERVICE_UNAVAILABLE and not sent.
 */
export function grpcClient<T extends object>(settings: GrpcClientSettings): PromiseClient<T> & { close(): void } {
  const { name, files } = PACKAGES[settings.package];
  const loaded = loadPackageDefinition(loadSync(files, LOADER_OPTIONS));
  const space = name
    .split('.')
    .reduce<Record<string, unknown>>((at, part) => at[part] as Record<string, unknown>, loaded);
  const Service = space[settings.service] as ServiceClientConstructor;
  const server = settings.package === 'operations' ? settings.of : settings.package;
  // The name in the handshake is the service's: an address is none.
  const options = { ...OPTIONS, 'grpc.ssl_target_name_override': server };
  const client = new Service(settings.address, channelCredentials(settings.from, server), options);
  const guard = guardOf(settings);
  const methods = new Map(
    Object.keys(Service.service).map((method) => {
      const call = (client[camel(method)] as unknown as Unary).bind(client);
      return [camel(method), (request: unknown) => unary(call, request, settings, guard)] as const;
    }),
  );
  return Object.assign(Object.fromEntries(methods), {
    close: () => Client.prototype.close.call(client),
  }) as PromiseClient<T> & {
    close(): void;
  };
}

function unary(
  call: Unary,
  request: unknown,
  { from, deadlineMs = DEADLINE_MS }: GrpcClientSettings,
  guard: CallGuard,
): Promise<unknown> {
  // Taken before the call may have to wait: it goes on in the context of whoever made room for it.
  const scope = RequestContext.current() ?? { requestId: RequestContext.requestId() };
  const now = Date.now();
  const deadline = Math.min(now + deadlineMs, scope.deadline ?? Number.POSITIVE_INFINITY);
  // A caller who comes too late says nothing of the service.
  if (deadline <= now) return Promise.reject(new DomainError('timeout', 'DEADLINE_EXCEEDED', 'There is no time left.'));
  return guard.run(
    () =>
      new Promise((resolve, reject) => {
        call(request, metadataFor(scope, from), { deadline }, (error, answer) => {
          if (error) reject(errorFromStatus(error));
          else resolve(answer);
        });
      }),
  );
}

function camel(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
