import { DomainError } from '@minisuite/kernel';
import { RequestContext, type RequestScope } from '@minisuite/service';

/** Who calls the present rpc; the user is absent when a service calls on its own behalf. */
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

function required(value: string | undefined): string {
  if (!value) throw new DomainError('unauthenticated', 'TOKEN_MISSING', 'Nobody is logged in.');
  return value;
}
