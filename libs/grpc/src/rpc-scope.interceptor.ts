import { randomUUID } from 'node:crypto';
import { Metadata, type ServerUnaryCall, status } from '@grpc/grpc-js';
import { isDomainError } from '@minisuite/kernel';
import { Histogram, metrics, RequestContext, type RequestScope } from '@minisuite/service';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { lastValueFrom, Observable } from 'rxjs';
import type { RpcGuard } from './access/rpc-guard.js';
import type { CallerName } from './access/rpc-rules.js';
import { KEYS, valueOf } from './metadata.js';
import { statusOf } from './status.js';

const seconds = new Histogram({
  name: 'minisuite_rpc_seconds',
  help: 'Duration of rpcs served, by method and status.',
  labelNames: ['method', 'status'],
  buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  registers: [metrics()],
});

type Call = ServerUnaryCall<unknown, unknown>;

/** Refuses calls that the guard refuses, and runs each rpc in the scope of its request id, identity and deadline. */
export class RpcScopeInterceptor implements NestInterceptor {
  constructor(
    private readonly guard: RpcGuard,
    private readonly callerOf: (call: Call) => CallerName | undefined,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const metadata = context.switchToRpc().getContext<Metadata>();
    const call = context.getArgByIndex<Call>(2);
    const stop = seconds.startTimer({ method: `${context.getClass().name}.${context.getHandler().name}` });
    return new Observable((subscriber) => {
      RequestContext.run(this.scopeOf(metadata, call), () => {
        this.run(call, metadata, next).then(
          (answer) => {
            stop({ status: 'OK' });
            subscriber.next(answer);
            subscriber.complete();
          },
          (error: unknown) => {
            stop({ status: isDomainError(error) ? (status[statusOf(error).code] ?? 'UNKNOWN') : 'INTERNAL' });
            subscriber.error(error);
          },
        );
      });
    });
  }

  private async run(call: Call, metadata: Metadata, next: CallHandler): Promise<unknown> {
    this.guard.check({
      path: call.getPath(),
      credential: valueOf(metadata, KEYS.credential) ?? '',
      caller: this.callerOf(call),
      userId: valueOf(metadata, KEYS.userId),
      operatorId: valueOf(metadata, KEYS.operatorId),
    });
    return await lastValueFrom(next.handle());
  }

  private scopeOf(metadata: Metadata, call: Call): RequestScope {
    const deadline = call.getDeadline();
    const ms = deadline instanceof Date ? deadline.getTime() : deadline;
    return {
      requestId: valueOf(metadata, KEYS.requestId) ?? randomUUID(),
      traceParent: valueOf(metadata, KEYS.traceParent),
      userId: valueOf(metadata, KEYS.userId),
      sessionId: valueOf(metadata, KEYS.sessionId),
      operatorId: valueOf(metadata, KEYS.operatorId),
      operatorName: valueOf(metadata, KEYS.operatorName),
      roles: valueOf(metadata, KEYS.roles)?.split(','),
      deadline: Number.isFinite(ms) ? ms : undefined,
    };
  }
}
