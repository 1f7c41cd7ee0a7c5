import { canonical } from './canonical.js';
import { checkBody } from './field-rules.js';
import { isNotifyUrl } from './notify-url.js';
import { appidMismatch, mchidMismatch, notifyUrlError, paramError } from './pay-error.js';
import { PREPAY_FIELDS } from './prepay-fields.js';

export interface PrepayRequest {
  readonly appid: string;
  readonly mchid: string;
  readonly description: string;
  readonly outTradeNo: string;
  readonly timeExpire: Date | undefined;
  readonly attach: string | undefined;
  readonly notifyUrl: string;
  readonly total: number;
  readonly openid: string;
  readonly deviceId: string;
  /** The whole request in one canonical text: re-entry is allowed only when it is the same. */
  readonly fingerprint: string;
}

interface CheckedBody {
  appid: string;
  mchid: string;
  description: string;
  out_trade_no: string;
  time_expire?: string;
  attach?: string;
  notify_url: string;
  amount: { total: number };
  payer: { openid: string };
  scene_info?: { device_id?: string };
}

const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/** Throws PayError: PARAM_ERROR, APPID_MCHID_NOT_MATCH. */
export function parsePrepay(body: unknown, merchant: { appId: string; mchId: string }): PrepayRequest {
  const checked = checkedBody(body);
  if (checked.mchid !== merchant.mchId) throw mchidMismatch(checked.mchid);
  if (checked.appid !== merchant.appId) throw appidMismatch();
  if (!isNotifyUrl(checked.notify_url)) throw notifyUrlError(checked.notify_url);
  return {
    appid: checked.appid,
    mchid: checked.mchid,
    description: checked.description,
    outTradeNo: checked.out_trade_no,
    timeExpire: checked.time_expire === undefined ? undefined : instant(checked.time_expire),
    attach: checked.attach,
    notifyUrl: checked.notify_url,
    total: checked.amount.total,
    openid: checked.payer.openid,
    deviceId: checked.scene_info?.device_id ?? '',
    fingerprint: canonical({ ...checked, amount: { total: checked.amount.total, currency: 'CNY' } }),
  };
}

function checkedBody(body: unknown): CheckedBody {
  checkBody(body, PREPAY_FIELDS);
  return body as unknown as CheckedBody;
}

function instant(text: string): Date {
  const time = new Date(text);
  if (RFC3339.test(text) && !Number.isNaN(time.getTime())) return time;
  const detail = { field: '/time_expire', value: text, issue: 'time_expire must be RFC 3339', location: 'body' };
  throw paramError('time_expire格式错误，须遵循rfc3339标准格式', detail);
}
