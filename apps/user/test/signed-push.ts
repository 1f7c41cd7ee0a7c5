import { randomBytes } from 'node:crypto';
import { encryptPush, pushSignature } from '@minisuite/wechat';

export const PUSH_TOKEN = 'nXb3kVq8Tz6wLm2P';
export const PUSH_AES_KEY = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C';

export interface PushOptions {
  readonly now: Date;
  readonly nonce?: string;
  readonly token?: string;
}

/** A push as WeChat sends it in plain mode. */
export function plainPush(body: string, { now, nonce = randomBytes(8).toString('hex'), token }: PushOptions) {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const signature = pushSignature({ token: token ?? PUSH_TOKEN, timestamp, nonce });
  return { query: { signature, timestamp, nonce }, body: Buffer.from(body) };
}

/** The same in safe mode. */
export function sealedPush(message: string, appId: string, options: PushOptions, envelope = asJson) {
  const { query } = plainPush('', options);
  const { timestamp, nonce } = query;
  const encrypt = encryptPush(message, { encodingAesKey: PUSH_AES_KEY, appId });
  const signed = pushSignature({ token: options.token ?? PUSH_TOKEN, timestamp, nonce, encrypt });
  return {
    query: { ...query, encrypt_type: 'aes', msg_signature: signed },
    body: Buffer.from(envelope(encrypt)),
  };
}

const asJson = (encrypt: string) => JSON.stringify({ ToUserName: 'gh_1', Encrypt: encrypt });
export const asXml = (encrypt: string) =>
  `<xml><ToUserName><![CDATA[gh_1]]></ToUserName><Encrypt><![CDATA[${encrypt}]]></Encrypt></xml>`;
