import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { DisturbCall } from '../../../simulation/app/disturb-call.js';
import { systemError } from '../../domain/pay-error.js';

/** The api faults, behind the check of the signature and around everything else. */
@Injectable()
export class DisturbanceInterceptor implements NestInterceptor {
  constructor(private readonly disturbCall: DisturbCall) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const http = context.switchToHttp();
    const { socket } = http.getRequest<FastifyRequest>().raw;
    const call = {
      kind: 'pay',
      refusal: () => systemError(),
      hangUp: (afterMs: number) => {
        http.getResponse<FastifyReply>().hijack();
        if (afterMs === 0) socket.destroy();
        else setTimeout(() => socket.destroy(), afterMs).unref();
      },
    };
    return this.disturbCall.run(call, () => next.handle());
  }
}
