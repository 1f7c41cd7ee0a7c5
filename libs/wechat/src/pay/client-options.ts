import type { FetchLike } from '../exchange.js';

/** What a `WechatPayClient` needs; keys are PEM, times are in ms, `now` gives unix time in ms (WeChat Pay "Access preparation"). */
export interface WechatPayClientOptions {
  /** `https://api.mch.weixin.qq.com`, or a simulator. */
  baseUrl: string;
  mchId: string;
  appId: string;
  /** Serial number of the merchant API certificate, hex. */
  serial: string;
  privateKey: string;
  /** Exactly 32 bytes. */
  apiV3Key: string;
  /** `PUB_KEY_ID_…`, together with `publicKey`: public-key mode. */
  publicKeyId?: string;
  publicKey?: string;
  /** Whether platform certificates are downloaded when a certificate serial turns up; on unless told, since WeChat mixes both modes while a merchant migrates. */
  downloadCertificates?: boolean;
  fetch?: FetchLike;
  /** 5000 unless told. */
  timeoutMs?: number;
  now?: () => number;
}

/** Throws `RangeError` when options cannot belong together (WeChat Pay "Access preparation"). */
export function checkClientOptions(options: WechatPayClientOptions): void {
  const { apiV3Key, publicKeyId, publicKey, downloadCertificates } = options;
  if (Buffer.byteLength(apiV3Key) !== 32) throw new RangeError('apiV3Key must be exactly 32 bytes');
  if ((publicKeyId === undefined) !== (publicKey === undefined)) {
    throw new RangeError('publicKeyId and publicKey must be given together');
  }
  if (publicKeyId !== undefined && !publicKeyId.startsWith('PUB_KEY_ID_')) {
    throw new RangeError('publicKeyId must start with PUB_KEY_ID_');
  }
  if (publicKey === undefined && downloadCertificates === false) {
    throw new RangeError('Without a public key the platform certificates must be downloaded');
  }
}
