import { randomUUID, timingSafeEqual } from 'node:crypto';
import { Metadata, type ServerUnaryCall, status } from '@grpc/grpc-js';
import { DomainError, isDomainError } from '@minisuite/kernel';
import { Histogram, metrics, RequestContext, type RequestScope } from '@minisuite/service';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { lastValueFrom, Observable } from 'rxjs';
import { KEYS, valueOf } from './metadata.js';
import { statusOf } from './status.js';

const seconds = new Histogram({
  name: 'minisuite_rpc_seconds',
  help: 'Duration of rpcs served, by method and status.',
  labelNames: ['method', 'status'],
  buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  registers: [metrics()],
});

/** Refuses callers without the internal credential, and runs each rpc in the scope of its request id, identity and deadline. */
export class RpcScopeInterceptor implements NestInterceptor {
  private readonly credential: Buffer;

  constructor(credential: string) {
    this.credential = Buffer.from(credential);
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const metadata = context.switchToRpc().getContext<Metadata>();
    const call = context.getArgByIndex<ServerUnaryCall<unknown, unknown>>(2);
    const stop = seconds.startTimer({ method: `${context.getClass().name}.${context.getHandler().name}` });
    return new Observable((subscriber) => {
      RequestContext.run(this.scopeOf(metadata, call), () => {
        this.run(metadata, next).then(
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

  private async run(metadata: Metadata, next: CallHandler): Promise<unknown> {
    const presented = Buffer.from(valueOf(metadata, KEYS.credential) ?? '');
    if (presented.length !== this.credential.length || !timingSafeEqual(presented, this.credential)) {
      throw new DomainError('unauthenticated', 'CREDENTIALS_INVALID', 'The internal credential is missing or wrong.');
    }
    return await lastValueFrom(next.handle());
  }

  private scopeOf(metadata: Metadata, call: ServerUnaryCall<unknown, unknown> | undefined): RequestScope {
    const deadline = call?.getDeadline();
    const ms = deadline instanceof Date ? deadline.getTime() : deadline;
    return {
      requestId: valueOf(metadata, KEYS.requestId) ?? randomUUID(),
      traceParent: valueOf(metadata, KEYS.traceParent),
      userId: valueOf(metadata, KEYS.userId),
      sessionId: valueOf(metadata, KEYS.sessionId),
      operatorId: valueOf(metadata, KEYS.operatorId),
      operatorName: valueOf(metadata, KEYS.operatorName),
      roles: valueOf(metadata, KEYS.roles)?.split(','),
      deadline: ms !== undefined && Number.isFinite(ms) ? ms : undefined,
    };
  }
}
