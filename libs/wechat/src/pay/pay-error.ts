/** Whether WeChat Pay surely did nothing (`rejected`) or may have acted (`unknown`), so that one has to ask. */
export type PayOutcome = 'rejected' | 'unknown';

/** What a `WechatPayError` tells; `httpStatus` is 0 when no answer came. */
export interface WechatPayFailure {
  httpStatus: number;
  code: string;
  message: string;
  requestId?: string;
  cause?: unknown;
}

const RETRYABLE_CODES = new Set(['SYSTEMERROR', 'FREQUENCYLIMITED', 'RATELIMITEXCEEDED', 'SERVICEUNAVAILABLE']);

/** Writes an error code the way `WechatPayError.code` does, since the official tables spell ORDER_PAID and ORDERPAID (WeChat Pay "Error codes"). */
export function normalizePayCode(code: string): string {
  return code.replaceAll('_', '').toUpperCase();
}

/**
 * A call to WeChat Pay that did not succeed (WeChat Pay "Error codes"). `code` is normalised; besides WeChat's own codes
 * it is TIMEOUT, NETWORK, FORGEDRESPONSE (a 2xx whose signature fails) or MALFORMEDRESPONSE. Codes and messages of
 * error answers are unsigned hints: before money moves because of one, query the order.
 */
export class WechatPayError extends Error {
  override readonly name = 'WechatPayError';
  readonly httpStatus: number;
  readonly code: string;
  readonly outcome: PayOutcome;
  readonly retryable: boolean;
  readonly requestId: string | undefined;

  constructor({ httpStatus, code, message, requestId, cause }: WechatPayFailure) {
    super(message, { cause });
    this.httpStatus = httpStatus;
    this.code = normalizePayCode(code);
    this.requestId = requestId;
    const refused = httpStatus >= 400 && httpStatus < 500;
    this.outcome = refused && this.code !== 'SYSTEMERROR' ? 'rejected' : 'unknown';
    this.retryable = this.outcome === 'unknown' || httpStatus === 429 || RETRYABLE_CODES.has(this.code);
  }
}
