import { DomainError } from '@minisuite/kernel';
import { RequestContext, type RequestScope } from '@minisuite/service';

/** An operator as the gateway names one. */
export interface Operator {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/** Who calls the present rpc; user and operator are absent when a service calls on its own behalf. */
export function caller(): RequestScope {
  return RequestContext.current() ?? { requestId: RequestContext.requestId() };
}

/** The id of the calling user; throws TOKEN_MISSING when nobody is logged in. */
export function requireUserId(): string {
  return required(caller().userId);
}

/** The id of the calling session; throws TOKEN_MISSING when there is none. */
export function requireSessionId(): string {
  return required(caller().sessionId);
}

/** The calling operator; throws TOKEN_MISSING when it is none. */
export function requireOperator(): Operator {
  const { operatorId, operatorName = '', roles = [] } = caller();
  return { id: required(operatorId), name: operatorName, roles };
}

function required(value: string | undefined): string {
  if (!value) throw new DomainError('unauthenticated', 'TOKEN_MISSING', 'Nobody is logged in.');
  return value;
}
