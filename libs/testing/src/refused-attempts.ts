import type { CallerName, RpcRule } from '@minisuite/grpc';

/** From where a call comes: a process with its certificate, or a stranger. */
export type Origin = CallerName | 'plain' | 'without' | 'strange';

/** A call that must be refused, and how. */
export interface Attempt {
  readonly from: Origin;
  readonly fields: Readonly<Record<string, string>>;
  readonly refusal: string;
}

export const CALLERS: readonly CallerName[] = ['gateway', 'user', 'order', 'payment', 'message'];
const STRANGERS = ['plain', 'without', 'strange'] as const;
const USER = { 'x-user-id': '7', 'x-session-id': '8' };
const OPERATOR = { 'x-operator-id': '5', 'x-operator-name': 'anna', 'x-roles': 'admin' };
// With whose names a caller without a certificate would have to adorn itself.
const CLAIMS = { 'x-caller': 'gateway', ...USER, ...OPERATOR };
const NO_CREDENTIAL = 'UNAUTHENTICATED CREDENTIALS_INVALID';
const NOBODY = 'UNAUTHENTICATED TOKEN_MISSING';
const FORBIDDEN = 'PERMISSION_DENIED FORBIDDEN';

const NOT_FOR: Record<RpcRule['behalf'], readonly [Readonly<Record<string, string>>, string][]> = {
  user: [
    [{}, NOBODY],
    [OPERATOR, NOBODY],
  ],
  operator: [
    [{}, NOBODY],
    [USER, NOBODY],
  ],
  service: [
    [USER, FORBIDDEN],
    [OPERATOR, FORBIDDEN],
  ],
  anybody: [],
};

/** Every way in which an rpc with this rule is to be refused to somebody. */
export function refusedAttempts({ behalf, callers }: RpcRule, secret: string): Attempt[] {
  const credential = { 'x-internal-credential': secret };
  const wrong = { 'x-internal-credential': 'x'.repeat(secret.length) };
  const everything = { ...CLAIMS, ...credential };
  return [
    ...STRANGERS.map((from) => ({ from, fields: everything, refusal: 'UNAVAILABLE' })),
    ...CALLERS.flatMap((from) => [
      { from, fields: CLAIMS, refusal: NO_CREDENTIAL },
      { from, fields: { ...CLAIMS, ...wrong }, refusal: NO_CREDENTIAL },
      ...(callers.includes(from)
        ? NOT_FOR[behalf].map(([fields, refusal]) => ({ from, fields: { ...credential, ...fields }, refusal }))
        : [{ from, fields: everything, refusal: FORBIDDEN }]),
    ]),
  ];
}
