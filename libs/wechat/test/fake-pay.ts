import type { KeyObject } from 'node:crypto';
import {
  encryptResource,
  type FetchLike,
  parseAuthorization,
  requestMessage,
  responseMessage,
  rsaSign,
  rsaVerify,
} from '../src/index.js';
import { API_V3_KEY, NOW, pemPair, PUBLIC_KEY_ID } from './pay-keys.js';

/** What the far side signs with and under which name. */
export interface Signer {
  serial: string;
  privateKey: string | KeyObject;
}

/** One request as it arrived. */
export interface SeenRequest {
  method: string;
  url: string;
  headers: Headers;
  body: string;
}

export const merchant = pemPair();
export const platform = pemPair();
export const publicKeySigner: Signer = { serial: PUBLIC_KEY_ID, privateKey: platform.privateKey };

export const clientOptions = {
  baseUrl: 'https://pay.example',
  mchId: '1900000001',
  appId: 'wx0000000000000001',
  serial: '5157F09EFDC096DE15EBE81A47057A7232F1B8E1',
  privateKey: merchant.privateKey,
  apiV3Key: API_V3_KEY,
  publicKeyId: PUBLIC_KEY_ID,
  publicKey: platform.publicKey,
  now: () => NOW,
};

/** Headers and body as WeChat Pay signs them. */
export function signed(body: string, signer: Signer = publicKeySigner, seconds = NOW / 1000) {
  const [timestamp, nonce] = [String(seconds), 'fake0nonce'];
  return {
    body,
    headers: {
      'wechatpay-timestamp': timestamp,
      'wechatpay-nonce': nonce,
      'wechatpay-serial': signer.serial,
      'wechatpay-signature': rsaSign(responseMessage(timestamp, nonce, body), signer.privateKey),
    },
  };
}

/** A signed answer for a fake `fetch`. */
export function answer(status: number, body: string, signer?: Signer): Response {
  return new Response(status === 204 ? null : body, { status, headers: signed(body, signer).headers });
}

/** A `fetch` that keeps what it saw and answers with what the test gives. */
export function fakeFetch(respond: (request: SeenRequest) => Response | Promise<Response>) {
  const seen: SeenRequest[] = [];
  const fetch: FetchLike = async (url, { method = 'GET', headers, body }) => {
    const request = { method, url, headers: new Headers(headers), body: typeof body === 'string' ? body : '' };
    seen.push(request);
    return respond(request);
  };
  return { fetch, seen };
}

/** Whether the merchant really signed this very request. */
export function isSignedByMerchant({ method, url, headers, body }: SeenRequest): boolean {
  const authorization = parseAuthorization(headers.get('authorization') ?? '');
  if (!authorization || authorization.mchId !== clientOptions.mchId) return false;
  const { timestamp, nonce, signature } = authorization;
  return rsaVerify(requestMessage({ method, url, timestamp, nonce, body }), signature, merchant.publicKey);
}

export const paidOrder = {
  appid: clientOptions.appId,
  mchid: clientOptions.mchId,
  out_trade_no: 'P10000001',
  transaction_id: '4200001234202603010000000001',
  trade_type: 'JSAPI',
  trade_state: 'SUCCESS',
  trade_state_desc: '支付成功',
  bank_type: 'OTHERS',
  success_time: '2026-03-01T19:59:58+08:00',
  payer: { openid: 'oTestOpenid' },
  amount: { total: 1990, payer_total: 1990, currency: 'CNY', payer_currency: 'CNY' },
};

/** A notification envelope around a resource. */
export function envelope(resource: unknown, changes: object = {}, key = API_V3_KEY): string {
  return JSON.stringify({
    id: 'EV-2026030112000000001',
    create_time: '2026-03-01T20:00:00+08:00',
    event_type: 'TRANSACTION.SUCCESS',
    resource_type: 'encrypt-resource',
    summary: '支付成功',
    resource: encryptResource(JSON.stringify(resource), key, {
      associatedData: 'transaction',
      originalType: 'transaction',
    }),
    ...changes,
  });
}
