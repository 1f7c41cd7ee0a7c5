import { timingSafeEqual } from 'node:crypto';
import { DomainError } from '@minisuite/kernel';
import { callersRefused } from './access-metrics.js';
import type { Behalf, CallerName, RpcRule, RpcRules } from './rpc-rules.js';

/** What a call says of itself. */
export interface PresentedCall {
  /** Like `/minisuite.user.v1.UserService/GetProfile`. */
  readonly path: string;
  readonly credential: string;
  /** The calling process; undefined when it is none of ours. */
  readonly caller: CallerName | undefined;
  readonly userId: string | undefined;
  readonly operatorId: string | undefined;
}

/** Lets a call through that presents the internal credential, whose process may call this rpc, and on whose behalf it may be called. */
export class RpcGuard {
  private readonly credential: Buffer;

  constructor(
    credential: string,
    private readonly rules: RpcRules,
  ) {
    this.credential = Buffer.from(credential);
  }

  /** Throws CREDENTIALS_INVALID, FORBIDDEN or TOKEN_MISSING. */
  check(call: PresentedCall): void {
    if (!this.isOurs(call.credential)) {
      throw new DomainError('unauthenticated', 'CREDENTIALS_INVALID', 'The internal credential is missing or wrong.');
    }
    const rule = ruleOf(this.rules, call.path);
    if (!rule?.callers.some((name) => name === call.caller)) {
      callersRefused.inc({ rpc: call.path, caller: call.caller ?? 'unknown' });
      throw forbidden('This process may not call this rpc.');
    }
    requireBehalf(rule.behalf, call);
  }

  private isOurs(credential: string): boolean {
    const presented = Buffer.from(credential);
    return presented.length === this.credential.length && timingSafeEqual(presented, this.credential);
  }
}

/** The rule of an rpc by its path, if it is declared. */
export function ruleOf(rules: RpcRules, path: string): RpcRule | undefined {
  const [, service = '', method = ''] = /^\/(?:\w+\.)*(\w+)\/(\w+)$/.exec(path) ?? [];
  const ofService = Object.hasOwn(rules, service) ? rules[service] : undefined;
  const name = method.charAt(0).toLowerCase() + method.slice(1);
  return ofService && Object.hasOwn(ofService, name) ? ofService[name] : undefined;
}

function requireBehalf(behalf: Behalf, { userId, operatorId }: PresentedCall): void {
  const isMissing = (behalf === 'user' && !userId) || (behalf === 'operator' && !operatorId);
  if (isMissing) throw new DomainError('unauthenticated', 'TOKEN_MISSING', 'Nobody is logged in.');
  if (behalf === 'service' && (userId || operatorId)) throw forbidden('This is for services only.');
}

function forbidden(message: string): DomainError {
  return new DomainError('forbidden', 'FORBIDDEN', message);
}
