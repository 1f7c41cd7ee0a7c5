import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { addressKey } from './address-key.js';
import type { RouteClass } from './budgets.js';
import { countRequest } from './count-request.js';
import { type Claim, RateLimits } from './rate-limits.js';
import { ROUTE_CLASS } from './route-class.js';

const READS = new Set(['GET', 'HEAD']);

/** Counts a request against its session, and against its caller's budget for this class of routes; needs to know who calls. */
@Injectable()
export class CallerLimitGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly limits: RateLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const claims = this.claims(http.getRequest<FastifyRequest>(), context);
    await countRequest(this.limits, http.getResponse<FastifyReply>(), claims);
    return true;
  }

  private claims(request: FastifyRequest, context: ExecutionContext): Claim[] {
    const declared = this.reflector.get<RouteClass | undefined>(ROUTE_CLASS, context.getHandler());
    const { sessionId, userId, operatorId } = request.scope ?? {};
    // Without a caller there is only the address, which has been counted already: only what is declared counts once more.
    if (sessionId === undefined) return declared ? [{ budget: declared, key: addressKey(request) }] : [];
    const budget = declared ?? (READS.has(request.method) ? 'read' : 'write');
    const caller = operatorId === undefined ? `user:${userId}` : `operator:${operatorId}`;
    return [
      { budget: 'session', key: sessionId },
      { budget, key: caller },
    ];
  }
}
