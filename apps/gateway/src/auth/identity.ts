import { DomainError } from '@minisuite/kernel';
import { z } from 'zod';

export interface UserIdentity {
  readonly userId: string;
  readonly sessionId: string;
}

export interface OperatorIdentity {
  readonly operatorId: string;
  readonly operatorName: string;
  readonly roles: readonly string[];
  readonly sessionId: string;
}

/** Whom a valid access token names. */
export type Identity = UserIdentity | OperatorIdentity;

const named = { sub: z.string().regex(/^\d{1,20}$/), sid: z.string().regex(/^[\w-]{1,64}$/) };

const claims = z.discriminatedUnion('typ', [
  z.object({ ...named, typ: z.literal('access') }),
  z.object({
    ...named,
    typ: z.literal('operator'),
    // Both travel on as metadata, which takes visible ASCII only.
    name: z.string().regex(/^[\x21-\x7e]{1,64}$/),
    roles: z.array(z.string().regex(/^[a-z-]{1,32}$/)).max(16),
  }),
]);

/** Reads the claims of a token whose signature, issuer, audience and time are right; throws TOKEN_INVALID for any other kind of token. */
export function identityOf(payload: unknown): Identity {
  const { success, data } = claims.safeParse(payload);
  if (!success) throw new DomainError('unauthenticated', 'TOKEN_INVALID', 'This is not an access token.');
  if (data.typ === 'access') return { userId: data.sub, sessionId: data.sid };
  return { operatorId: data.sub, operatorName: data.name, roles: data.roles, sessionId: data.sid };
}

export function isOperator(identity: Identity): identity is OperatorIdentity {
  return 'operatorId' in identity;
}
