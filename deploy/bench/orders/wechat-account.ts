import { generateKeyPairSync, randomBytes } from 'node:crypto';

export interface WechatAccount {
  appId: string;
  mchId: string;
  apiV3Key: string;
  /** The key that WeChat signs with, and how it names it. */
  platformKeyId: string;
  platformPrivateKey: string;
  /** How the payment service has to be told of it. */
  environment: Record<string, string>;
}

/** A merchant at WeChat Pay with keys of its own; nobody answers for WeChat, because nothing here may ask it. */
export function makeWechatAccount(): WechatAccount {
  const [merchant, platform] = [rsaPair(), rsaPair()];
  const hex = (bytes: number): string => randomBytes(bytes).toString('hex');
  const [appId, mchId, apiV3Key] = [`wx${hex(8)}`, '1900000001', hex(16)];
  const platformKeyId = `PUB_KEY_ID_01${mchId}`;
  return {
    appId,
    mchId,
    apiV3Key,
    platformKeyId,
    platformPrivateKey: platform.privateKey,
    environment: {
      WECHAT_APP_ID: appId,
      WECHAT_APP_SECRET: hex(16),
      WECHAT_API_BASE_URL: 'http://127.0.0.1:1',
      WECHAT_PAY_MCH_ID: mchId,
      WECHAT_PAY_CERT_SERIAL: hex(20),
      WECHAT_PAY_PRIVATE_KEY: merchant.privateKey,
      WECHAT_PAY_API_V3_KEY: apiV3Key,
      WECHAT_PAY_PUBLIC_KEY_ID: platformKeyId,
      WECHAT_PAY_PUBLIC_KEY: platform.publicKey,
      WECHAT_PAY_BASE_URL: 'http://127.0.0.1:1',
    },
  };
}

/** In PEM. */
export interface RsaPair {
  publicKey: string;
  privateKey: string;
}

export function rsaPair(): RsaPair {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}
