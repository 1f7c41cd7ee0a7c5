import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { SimulatedClock } from '../../../simulation/app/ports.js';
import { MiniProgramState } from '../../app/mini-program-state.js';
import { queryValue, requireMethod } from './wechat-json.js';

/** The access_token of the query string is looked at before anything of the body is. */
@Injectable()
export class AccessTokenGuard implements CanActivate {
  constructor(
    private readonly state: MiniProgramState,
    private readonly clock: SimulatedClock,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    requireMethod(request, 'POST');
    this.state.tokens.check(queryValue(request, 'access_token'), this.clock.now());
    return true;
  }
}
