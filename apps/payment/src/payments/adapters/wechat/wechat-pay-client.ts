import type { Clock } from '@minisuite/kernel';
import { WechatPayClient, type WechatPayClientOptions } from '@minisuite/wechat';
import type { PaymentConfig } from '../../../payment.config.js';

// An attempt asks two services and WeChat at most twice; all of it fits into the lease of its idempotency key.
const TIMEOUT_MS = 3000;

/** Verifies with the public key when there is one, and with downloaded platform certificates whenever a serial names one. */
export function wechatPayClient(
  { wechat }: Pick<PaymentConfig, 'wechat'>,
  clock: Clock,
  fetch?: WechatPayClientOptions['fetch'],
): WechatPayClient {
  const { baseUrl, appId, mchId, serial, privateKey, apiV3Key, publicKey } = wechat;
  return new WechatPayClient({
    baseUrl,
    appId,
    mchId,
    serial,
    privateKey,
    apiV3Key,
    ...(publicKey && { publicKeyId: publicKey.id, publicKey: publicKey.pem }),
    ...(fetch && { fetch }),
    timeoutMs: TIMEOUT_MS,
    now: () => clock.now().getTime(),
  });
}
