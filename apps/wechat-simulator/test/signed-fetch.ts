import { createSign } from 'node:crypto';
import type { MerchantAccount } from '../src/account/domain/merchant-account.js';

export interface SignedCall {
  readonly method?: string;
  readonly path: string;
  readonly body?: unknown;
  /** Sent in place of the body that was signed. */
  readonly sentBody?: string;
  readonly mchid?: string;
  readonly serial?: string;
  readonly nonce?: string;
  readonly timestamp?: number;
  readonly privateKey?: string;
  readonly headers?: Record<string, string>;
}

/** Signs by hand, after the documents and not with our own client, so that both cannot be wrong in the same way. */
export function signedFetch(baseUrl: string, account: MerchantAccount, call: SignedCall): Promise<Response> {
  const body = call.body === undefined ? '' : typeof call.body === 'string' ? call.body : JSON.stringify(call.body);
  const method = call.method ?? (body === '' ? 'GET' : 'POST');
  const { timestamp = Math.floor(Date.now() / 1000), nonce = `n${Math.random().toString(36).slice(2)}` } = call;
  const signature = createSign('RSA-SHA256')
    .update(`${method}\n${call.path}\n${timestamp}\n${nonce}\n${body}\n`)
    .sign(call.privateKey ?? account.merchant.privateKey, 'base64');
  const values = {
    mchid: call.mchid ?? account.mchId,
    serial_no: call.serial ?? account.merchant.serial,
    nonce_str: nonce,
    timestamp: String(timestamp),
    signature,
  };
  const pairs = Object.entries(values).map(([name, value]) => `${name}="${value}"`);
  const headers = { authorization: `WECHATPAY2-SHA256-RSA2048 ${pairs.join(',')}`, ...call.headers };
  const sent = call.sentBody ?? body;
  if (sent === '') return fetch(`${baseUrl}${call.path}`, { method, headers });
  const json = { 'content-type': 'application/json', ...headers };
  return fetch(`${baseUrl}${call.path}`, { method, headers: json, body: sent });
}
