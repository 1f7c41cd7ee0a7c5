import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { forged, malformed, parse, parseJson } from './answer.js';
import { checkClientOptions, type WechatPayClientOptions } from './client-options.js';
import { headerValue } from './headers.js';
import { type JsapiOrder, jsapiOrderBody } from './jsapi-order.js';
import { NotificationParser } from './notification.js';
import { type PayParams, payParams } from './pay-params.js';
import { PlatformCertificates } from './platform-certificates.js';
import { type RefundOrder, refundBody, refundSchema, type WechatPayRefund } from './refund.js';
import { SignedHttp, type WechatPayRequest } from './signed-http.js';
import { type TradeBillRequest, type BillLink, billLinkSchema, tradeBillQuery } from './trade-bill.js';
import { transactionSchema, type WechatPayTransaction } from './transaction.js';
import { WechatPayVerifier } from './verifier.js';

const REFUNDS = '/v3/refund/domestic/refunds';
const prepaySchema = z.object({ prepay_id: z.string().regex(/^[\x21-\x7e]{1,64}$/) });

/** A verified 2xx answer; `json` is undefined when there was no body (204). */
export interface WechatPayAnswer {
  status: number;
  requestId: string | undefined;
  json: unknown;
}

/** Client of WeChat Pay APIv3 for a direct merchant; every method throws `WechatPayError` (WeChat Pay "JSAPI / Mini Program payment"). */
export class WechatPayClient {
  /** Verifies responses and notifications with the keys of this merchant. */
  readonly verifier: WechatPayVerifier;
  /** Opens notifications for this merchant. */
  readonly notifications: NotificationParser;
  private readonly http: SignedHttp;

  constructor(private readonly options: WechatPayClientOptions) {
    checkClientOptions(options);
    const { apiV3Key, publicKeyId, publicKey, downloadCertificates = true, now = Date.now } = options;
    this.http = new SignedHttp(options);
    const publicKeys = publicKeyId && publicKey ? { [publicKeyId]: publicKey } : {};
    const certificateKeys = new PlatformCertificates({ http: this.http, apiV3Key, publicKeys, now });
    this.verifier = new WechatPayVerifier({ publicKeys, now, ...(downloadCertificates ? { certificateKeys } : {}) });
    this.notifications = new NotificationParser({ verifier: this.verifier, apiV3Key });
  }

  /** Creates an order or, with the same values, gives a new prepay id of it, valid 2 hours; throws `RangeError` too (WeChat Pay "JSAPI prepay"). */
  async prepayJsapi(order: JsapiOrder): Promise<{ prepayId: string }> {
    const body = jsapiOrderBody(order, this.options);
    const { json } = await this.request({ method: 'POST', path: '/v3/pay/transactions/jsapi', body });
    return { prepayId: parse(prepaySchema, json).prepay_id };
  }

  /** Signs the arguments of `wx.requestPayment` for a prepay id (WeChat Pay "Mini Program: start payment"). */
  payParams(prepayId: string): PayParams {
    const { appId, now = Date.now } = this.options;
    const timeStamp = String(Math.floor(now() / 1000));
    const nonceStr = randomBytes(16).toString('hex');
    return payParams({ appId, timeStamp, nonceStr, prepayId }, this.http.privateKey);
  }

  /** Asks for an order in any state; an unknown one is a `WechatPayError` with code ORDERNOTEXIST (WeChat Pay "Query order"). */
  async queryByOutTradeNo(outTradeNo: string): Promise<WechatPayTransaction> {
    const path = `/v3/pay/transactions/out-trade-no/${encodeURIComponent(outTradeNo)}`;
    const { json } = await this.request({ method: 'GET', path, query: { mchid: this.options.mchId } });
    const transaction = parse(transactionSchema, json);
    const ours = transaction.mchId === this.options.mchId && transaction.outTradeNo === outTradeNo;
    if (!ours) throw malformed(new Error('The answer is about another order'));
    return transaction;
  }

  /** Closes an unpaid order, as often as one likes; WeChat also accepts unknown numbers, so query when it matters (WeChat Pay "Close order"). */
  async close(outTradeNo: string): Promise<void> {
    const path = `/v3/pay/transactions/out-trade-no/${encodeURIComponent(outTradeNo)}/close`;
    await this.request({ method: 'POST', path, body: { mchid: this.options.mchId } });
  }

  /** Asks WeChat to give money back, once for each `outRefundNo`: after an unknown outcome send the same again; throws `RangeError` too (WeChat Pay "Refund application"). */
  async createRefund(order: RefundOrder): Promise<WechatPayRefund> {
    const body = refundBody(order);
    const { json } = await this.request({ method: 'POST', path: REFUNDS, body });
    const refund = refundOf(order.outRefundNo, json);
    const { outTradeNo, amount } = refund;
    const same = outTradeNo === order.outTradeNo && amount.refund === order.refund && amount.total === order.total;
    if (!same) throw malformed(new Error('The answer is about another refund'));
    return refund;
  }

  /** Asks for a refund in any state; an unknown one is a `WechatPayError` with code RESOURCENOTEXISTS (WeChat Pay "Query refund"). */
  async queryRefund(outRefundNo: string): Promise<WechatPayRefund> {
    const { json } = await this.request({ method: 'GET', path: `${REFUNDS}/${encodeURIComponent(outRefundNo)}` });
    return refundOf(outRefundNo, json);
  }

  /** Asks where the bill of a day is; codes NOSTATEMENTEXIST (nothing happened that day) and STATEMENTCREATING (not yet) are normal; throws `RangeError` too (WeChat Pay "Trade bill"). */
  async tradeBill(request: TradeBillRequest): Promise<BillLink> {
    const { json } = await this.request({ method: 'GET', path: '/v3/bill/tradebill', query: tradeBillQuery(request) });
    return parse(billLinkSchema, json);
  }

  /** Sends any signed request and gives its verified answer (WeChat Pay "Signature generation", "Signature verification"). */
  async request(request: WechatPayRequest): Promise<WechatPayAnswer> {
    const answer = await this.http.send(request);
    const requestId = headerValue(answer.headers, 'Request-ID');
    await this.verifier.verify(answer).catch((error: unknown) => {
      throw forged(answer, error);
    });
    return { status: answer.status, requestId, json: answer.body.length === 0 ? undefined : parseJson(answer.body) };
  }

  /** Opens a bill for `readBill`, which checks it, since WeChat does not sign this answer; the stream fails with `WechatPayError` (WeChat Pay "Download bill"). */
  downloadBill(downloadUrl: string): Promise<Readable> {
    const { pathname, search } = new URL(downloadUrl);
    return this.http.open({ method: 'GET', path: pathname + search });
  }

  /** Downloads a bill, whose answer WeChat does not sign: compare its SHA-1 with the signed `hash_value` (WeChat Pay "Download bill"). */
  async download(downloadUrl: string): Promise<Buffer> {
    const { pathname, search } = new URL(downloadUrl);
    return (await this.http.send({ method: 'GET', path: pathname + search })).body;
  }
}

function refundOf(outRefundNo: string, json: unknown): WechatPayRefund {
  const refund = parse(refundSchema, json);
  if (refund.outRefundNo !== outRefundNo) throw malformed(new Error('The answer is about another refund'));
  return refund;
}
