/**
 * What a failure of a mini-program API means for the caller. `code_invalid`: ask the client for a new code;
 * `user_blocked`: WeChat refuses the user; `token_invalid`: the access token was refused twice; `not_subscribed`: no
 * consent is left; `invalid_argument`: never send this again; `rate_limited` and `unavailable`: later;
 * `misconfigured`: appid, secret, template or permission; `untrusted`: the answer is about another appid;
 * `other`: any code not in the tables (Mini Program "Global return codes").
 */
export type WechatApiErrorKind =
  | 'code_invalid'
  | 'user_blocked'
  | 'token_invalid'
  | 'not_subscribed'
  | 'invalid_argument'
  | 'rate_limited'
  | 'unavailable'
  | 'misconfigured'
  | 'untrusted'
  | 'other';

const KINDS: Readonly<Record<Exclude<WechatApiErrorKind, 'other' | 'untrusted'>, readonly number[]>> = {
  code_invalid: [40029, 40163],
  user_blocked: [40226, 50002],
  token_invalid: [40001, 40014, 42001],
  not_subscribed: [43101],
  invalid_argument: [40003, 40097, 41008, 41030, 44002, 45002, 45168, 47001, 47003, 10060014],
  rate_limited: [43108, 44991, 45009, 45011],
  unavailable: [-1],
  misconfigured: [
    40002, 40013, 40037, 40125, 40164, 40243, 41001, 41002, 41004, 43001, 43002, 43003, 43107, 48001, 48004, 50004,
    50007, 89503, 89506, 89507,
  ],
};

const KIND_OF = new Map(
  Object.entries(KINDS).flatMap(([kind, codes]) => codes.map((code) => [code, kind as WechatApiErrorKind])),
);

/** A call to a mini-program API that did not succeed; `errcode` is undefined when WeChat gave none (Mini Program "Global return codes"). */
export class WechatApiError extends Error {
  override readonly name = 'WechatApiError';
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;

  constructor(
    readonly kind: WechatApiErrorKind,
    readonly errcode: number | undefined,
    readonly errmsg: string,
    options?: ErrorOptions,
  ) {
    super(`WeChat API failed (${errcode ?? kind}): ${errmsg}`, options);
    this.retryable = kind === 'unavailable' || kind === 'rate_limited';
  }

  /** Makes the error that belongs to an errcode (Mini Program "Global return codes"). */
  static fromCode(errcode: number, errmsg: string): WechatApiError {
    return new WechatApiError(KIND_OF.get(errcode) ?? 'other', errcode, errmsg);
  }
}
