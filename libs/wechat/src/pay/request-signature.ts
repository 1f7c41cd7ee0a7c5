import type { KeyObject } from 'node:crypto';
import { buildMessage, rsaSign } from './crypto.js';

/** The only signature scheme of WeChat Pay APIv3 for RSA keys (WeChat Pay "Signature generation"). */
export const SIGNATURE_SCHEME = 'WECHATPAY2-SHA256-RSA2048';

/** What a request signature covers; `url` is absolute or a path with query as sent, `timestamp` is in unix seconds. */
export interface RequestToSign {
  method: string;
  url: string;
  timestamp: number | string;
  nonce: string;
  body?: string;
}

/** The merchant's identity and private key that sign a request. */
export interface MerchantKey {
  mchId: string;
  serial: string;
  privateKey: string | KeyObject;
}

/** The fields of an APIv3 Authorization header. */
export interface AuthorizationFields {
  mchId: string;
  nonce: string;
  timestamp: string;
  serial: string;
  signature: string;
}

/** Builds the five-line text that a request signature covers (WeChat Pay "Signature generation"). */
export function requestMessage({ method, url, timestamp, nonce, body = '' }: RequestToSign): string {
  const pathAndQuery = url.startsWith('/') ? url : absolutePath(url);
  return buildMessage([method.toUpperCase(), pathAndQuery, String(timestamp), nonce, body]);
}

/** Signs a request and gives the value of its Authorization header (WeChat Pay "Signature generation"). */
export function signRequest(request: RequestToSign, { mchId, serial, privateKey }: MerchantKey): string {
  const signature = rsaSign(requestMessage(request), privateKey);
  return formatAuthorization({
    mchId,
    serial,
    nonce: request.nonce,
    timestamp: String(request.timestamp),
    signature,
  });
}

/** Writes an Authorization header value (WeChat Pay "Signature generation"). */
export function formatAuthorization({ mchId, nonce, timestamp, serial, signature }: AuthorizationFields): string {
  return `${SIGNATURE_SCHEME} mchid="${mchId}",nonce_str="${nonce}",timestamp="${timestamp}",serial_no="${serial}",signature="${signature}"`;
}

/** Reads an Authorization header value with its fields in any order, undefined when it is none of APIv3 (WeChat Pay "Signature generation"). */
export function parseAuthorization(header: string): AuthorizationFields | undefined {
  const [, rest] = /^WECHATPAY2-SHA256-RSA2048\s+(.+)$/.exec(header.trim()) ?? [];
  if (rest === undefined) return undefined;
  const fields = new Map<string, string>();
  for (const part of rest.split(',')) {
    const [, name, value] = /^\s*([a-z_]+)="([^"]*)"\s*$/.exec(part) ?? [];
    if (name === undefined || value === undefined || fields.has(name)) return undefined;
    fields.set(name, value);
  }
  const [mchId, nonce, timestamp] = [fields.get('mchid'), fields.get('nonce_str'), fields.get('timestamp')];
  const [serial, signature] = [fields.get('serial_no'), fields.get('signature')];
  if (!mchId || !nonce || !timestamp || !serial || !signature) return undefined;
  return { mchId, nonce, timestamp, serial, signature };
}

function absolutePath(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
