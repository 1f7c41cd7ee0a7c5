import type { ApiKeyScope } from '@minisuite/contracts';
import { DomainError } from '@minisuite/kernel';
import { type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { ACCESS_TOKEN } from './access-token.strategy.js';
import { EndedSessions } from './ended-sessions.js';
import { type Identity, isOperator } from './identity.js';
import { PartnerKeys } from './partner-keys.js';
import { isPartnerRoute, PARTNER_SCOPE } from './partner-scope.js';
import { OPTIONAL_TOKEN, PUBLIC } from './public.js';
import { allows, isAdminRoute, PERMISSION, type Permission } from './permissions.js';

/**
 * Lets nobody in without an access token, except where a route is public, and names the caller for logs and services.
 * The token of an operator opens the routes below /admin, the key of a partner's system those below /partner, the token of a user all others.
 */
@Injectable()
export class AccessTokenGuard extends AuthGuard(ACCESS_TOKEN) {
  constructor(
    private readonly reflector: Reflector,
    private readonly ended: EndedSessions,
    private readonly partners: PartnerKeys,
  ) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest & { user: Identity }>();
    if (this.isOpen(context, request)) return true;
    if (isPartnerRoute(request.routeOptions.url)) return await this.admitPartner(request, context);
    await super.canActivate(context);
    const { scope, user, routeOptions } = request;
    if (isOperator(user) !== isAdminRoute(routeOptions.url)) throw invalid();
    await this.ended.refuseEnded(user.sessionId);
    if (scope) Object.assign(scope, user);
    if (isOperator(user) && !allows(this.declared<Permission>(PERMISSION, context), user.roles)) throw forbidden();
    return true;
  }

  /** A system acts as an operator of its own name: what it does is written down under it, and its budget is that of one session. */
  private async admitPartner(request: FastifyRequest, context: ExecutionContext): Promise<boolean> {
    const { id, name, scopes } = await this.partners.admit(request, this.declared<ApiKeyScope>(PARTNER_SCOPE, context));
    const named = { operatorId: id, operatorName: `api-key:${name}`, roles: scopes, sessionId: `api-key-${id}` };
    if (request.scope) Object.assign(request.scope, named);
    return true;
  }

  override handleRequest<T>(error: unknown, user: T | false, info: unknown): T {
    if (error) throw error;
    if (user) return user;
    throw refusal(info);
  }

  private isOpen(context: ExecutionContext, { headers }: FastifyRequest): boolean {
    if (!this.declared<boolean>(PUBLIC, context)) return false;
    return headers.authorization === undefined || !this.declared<boolean>(OPTIONAL_TOKEN, context);
  }

  private declared<T>(key: symbol, context: ExecutionContext): T | undefined {
    return this.reflector.getAllAndOverride<T | undefined>(key, [context.getHandler(), context.getClass()]);
  }
}

function refusal(info: unknown): DomainError {
  const { name, message } = info instanceof Error ? info : new Error();
  if (name === 'TokenExpiredError')
    return new DomainError('unauthenticated', 'TOKEN_EXPIRED', 'The token has expired.');
  if (message === 'No auth token') return new DomainError('unauthenticated', 'TOKEN_MISSING', 'There is no token.');
  return invalid();
}

function invalid(): DomainError {
  return new DomainError('unauthenticated', 'TOKEN_INVALID', 'The token is not valid here.');
}

function forbidden(): DomainError {
  return new DomainError('forbidden', 'FORBIDDEN', 'No role of the operator allows this.');
}
