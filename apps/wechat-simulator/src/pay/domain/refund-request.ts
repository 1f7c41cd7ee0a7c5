import { canonical } from './canonical.js';
import { checkBody } from './field-rules.js';
import { isNotifyUrl } from './notify-url.js';
import { notifyUrlError, paramError } from './pay-error.js';
import { REFUND_FIELDS } from './refund-fields.js';

export interface RefundRequest {
  readonly outRefundNo: string;
  /** Which order, by one of its names; with both, WeChat looks at the first only. */
  readonly transactionId: string | undefined;
  readonly outTradeNo: string | undefined;
  readonly refund: number;
  readonly total: number;
  readonly reason: string | undefined;
  readonly notifyUrl: string | undefined;
  /** All but the name of the order in one canonical text: the same number is good for the same values only. */
  readonly fingerprint: string;
}

interface CheckedBody {
  transaction_id?: string;
  out_trade_no?: string;
  out_refund_no: string;
  reason?: string;
  notify_url?: string;
  amount: { refund: number; total: number };
}

/** Throws PARAM_ERROR. */
export function parseRefund(body: unknown): RefundRequest {
  checkBody(body, REFUND_FIELDS);
  const { transaction_id, out_trade_no, ...rest } = body as unknown as CheckedBody;
  if (transaction_id === undefined && out_trade_no === undefined) {
    throw paramError('transaction_id和out_trade_no须二选一', { location: 'body', value: '' });
  }
  if (rest.notify_url !== undefined && !isNotifyUrl(rest.notify_url)) throw notifyUrlError(rest.notify_url);
  return {
    outRefundNo: rest.out_refund_no,
    transactionId: transaction_id,
    outTradeNo: transaction_id === undefined ? out_trade_no : undefined,
    refund: rest.amount.refund,
    total: rest.amount.total,
    reason: rest.reason,
    notifyUrl: rest.notify_url,
    fingerprint: canonical(rest),
  };
}
