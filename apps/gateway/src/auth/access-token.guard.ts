import { DomainError } from '@minisuite/kernel';
import { type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { ACCESS_TOKEN } from './access-token.strategy.js';
import { EndedSessions } from './ended-sessions.js';
import type { Identity } from './identity.js';
import { PUBLIC } from './public.js';

/** Lets nobody in without an access token, except where a route is public, and names the caller for logs and services. */
@Injectable()
export class AccessTokenGuard extends AuthGuard(ACCESS_TOKEN) {
  constructor(
    private readonly reflector: Reflector,
    private readonly ended: EndedSessions,
  ) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, [context.getHandler(), context.getClass()]))
      return true;
    await super.canActivate(context);
    const { scope, user } = context.switchToHttp().getRequest<FastifyRequest & { user: Identity }>();
    await this.ended.refuseEnded(user.sessionId);
    if (scope) Object.assign(scope, user);
    return true;
  }

  override handleRequest<T>(error: unknown, user: T | false, info: unknown): T {
    if (error) throw error;
    if (user) return user;
    throw refusal(info);
  }
}

function refusal(info: unknown): DomainError {
  const { name, message } = info instanceof Error ? info : new Error();
  if (name === 'TokenExpiredError')
    return new DomainError('unauthenticated', 'TOKEN_EXPIRED', 'The token has expired.');
  if (message === 'No auth token') return new DomainError('unauthenticated', 'TOKEN_MISSING', 'There is no token.');
  return new DomainError('unauthenticated', 'TOKEN_INVALID', 'The token is not valid.');
}
