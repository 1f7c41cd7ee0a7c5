import { isNotifyUrl, must, OUT_TRADE_NO, stripUnsupported } from './text-rules.js';

/** An order to create at WeChat Pay; `amount` is in fen, `expiresAt` the last moment to pay (WeChat Pay "JSAPI prepay"). */
export interface JsapiOrder {
  outTradeNo: string;
  description: string;
  amount: number;
  openid: string;
  notifyUrl: string;
  expiresAt: Date;
  attach?: string;
}

const DESCRIPTION_CHARACTERS = 127;
const ATTACH_CHARACTERS = 128;
const BEIJING_MS = 8 * 3_600_000;

/** Builds the JSON of a prepay call, the same for the same order; throws `RangeError` for a value WeChat would refuse (WeChat Pay "JSAPI prepay"). */
export function jsapiOrderBody(order: JsapiOrder, { appId, mchId }: { appId: string; mchId: string }): object {
  const { outTradeNo, amount, openid, notifyUrl, expiresAt, attach } = order;
  must(OUT_TRADE_NO.test(outTradeNo), 'outTradeNo must be 6 to 32 of 0-9 A-Z a-z _ - | *');
  must(Number.isSafeInteger(amount) && amount > 0, 'amount must be a positive integer of fen');
  must(openid.length > 0 && openid.length <= 128, 'openid must be 1 to 128 characters');
  must(isNotifyUrl(notifyUrl), 'notifyUrl must be an absolute URL without query of at most 255 characters');
  must(
    attach === undefined || (attach.length <= ATTACH_CHARACTERS && attach === stripUnsupported(attach)),
    'attach must be at most 128 characters without emoji',
  );
  return {
    appid: appId,
    mchid: mchId,
    description: payDescription(order.description) || outTradeNo,
    out_trade_no: outTradeNo,
    time_expire: beijingTime(expiresAt),
    ...(attach ? { attach } : {}),
    notify_url: notifyUrl,
    amount: { total: amount, currency: 'CNY' },
    payer: { openid },
  };
}

/** Makes a text fit the description of an order: no 4-byte characters, no line breaks, at most 127 characters (WeChat Pay "JSAPI prepay", "Basic rules"). */
export function payDescription(text: string): string {
  const clean = stripUnsupported(text)
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return clean.slice(0, DESCRIPTION_CHARACTERS).trim();
}

/** Writes a time as RFC 3339 in Beijing time with whole seconds, as all examples of WeChat Pay do (WeChat Pay "Basic rules"). */
export function beijingTime(time: Date): string {
  return `${new Date(time.getTime() + BEIJING_MS).toISOString().slice(0, 19)}+08:00`;
}
