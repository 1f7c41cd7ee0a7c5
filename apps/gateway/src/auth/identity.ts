import { DomainError } from '@minisuite/kernel';
import { z } from 'zod';

/** Whom a valid access token names. */
export interface Identity {
  readonly userId: string;
  readonly sessionId: string;
}

const claims = z.object({
  typ: z.literal('access'),
  sub: z.string().regex(/^\d{1,20}$/),
  sid: z.string().regex(/^[\w-]{1,64}$/),
});

/** Reads the claims of a token whose signature, issuer, audience and time are right; throws TOKEN_INVALID for any other kind of token. */
export function identityOf(payload: unknown): Identity {
  const parsed = claims.safeParse(payload);
  if (!parsed.success) throw new DomainError('unauthenticated', 'TOKEN_INVALID', 'This is not an access token.');
  return { userId: parsed.data.sub, sessionId: parsed.data.sid };
}
