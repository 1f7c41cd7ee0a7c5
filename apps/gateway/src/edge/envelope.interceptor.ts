import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';

/** Puts what a handler answers into the envelope. */
@Injectable()
export class EnvelopeInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (request.routeOptions.config.webhook) return next.handle();
    return next
      .handle()
      .pipe(map((data) => ({ code: 0, message: 'success', data: data ?? null, requestId: request.id })));
  }
}
