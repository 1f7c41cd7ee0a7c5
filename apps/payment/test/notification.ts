import { randomUUID, type KeyObject } from 'node:crypto';
import { aeadEncrypt, buildMessage, rsaSign } from '@minisuite/wechat';
import type { RawNotification } from '../src/payments/domain/raw-notification.js';
import { type FakeWechat, MCH_ID } from './fake-wechat.js';

export type KeyMode = 'public key' | 'platform certificate';

export interface NotificationChanges {
  readonly mode?: KeyMode;
  /** Fields of the decrypted transaction. */
  readonly transaction?: object;
  /** Fields of the envelope. */
  readonly envelope?: object;
  readonly headers?: Record<string, string>;
  readonly apiV3Key?: string;
  readonly secondsAgo?: number;
}

/** A payment notification made by hand as WeChat makes it: encrypted with the APIv3 key and signed over its exact bytes. */
export function notification(
  wechat: FakeWechat,
  outTradeNo: string,
  now: Date,
  changes: NotificationChanges = {},
): RawNotification {
  const transaction = { ...wechat.transactionOf(wechat.trade(outTradeNo)), ...changes.transaction };
  const nonce = 'abcdefghijkl';
  const associated_data = 'transaction';
  const body = JSON.stringify({
    id: randomUUID(),
    create_time: '2026-01-01T08:00:00+08:00',
    event_type: 'TRANSACTION.SUCCESS',
    resource_type: 'encrypt-resource',
    summary: '支付成功',
    resource: {
      original_type: 'transaction',
      algorithm: 'AEAD_AES_256_GCM',
      ciphertext: aeadEncrypt(changes.apiV3Key ?? wechat.apiV3Key, {
        nonce,
        associatedData: associated_data,
        plaintext: JSON.stringify(transaction),
      }),
      associated_data,
      nonce,
    },
    ...changes.envelope,
  });
  return signed(wechat, body, now, changes);
}

/** A refund notification made by hand as WeChat makes it. */
export function refundNotification(
  wechat: FakeWechat,
  outRefundNo: string,
  now: Date,
  { refund: changes = {}, envelope = {}, ...rest }: NotificationChanges & { readonly refund?: object } = {},
): RawNotification {
  const refund = wechat.refunds.get(outRefundNo);
  if (!refund) throw new Error(`WeChat does not know ${outRefundNo}`);
  const { status, amount, ...view } = wechat.refundView(refund) as { status: string; amount: Record<string, unknown> };
  const { currency: _, ...told } = amount;
  const resource = {
    ...view,
    mchid: MCH_ID,
    refund_status: status,
    user_received_account: '零钱',
    amount: told,
    ...changes,
  };
  const nonce = 'abcdefghijkl';
  const body = JSON.stringify({
    id: randomUUID(),
    create_time: '2026-01-01T08:00:00+08:00',
    event_type: `REFUND.${String((resource as { refund_status: string }).refund_status)}`,
    resource_type: 'encrypt-resource',
    summary: '退款成功',
    resource: {
      original_type: 'refund',
      algorithm: 'AEAD_AES_256_GCM',
      ciphertext: aeadEncrypt(wechat.apiV3Key, {
        nonce,
        associatedData: 'refund',
        plaintext: JSON.stringify(resource),
      }),
      associated_data: 'refund',
      nonce,
    },
    ...envelope,
  });
  return signed(wechat, body, now, rest);
}

/** Any body under a signature that fits. */
export function signed(
  wechat: FakeWechat,
  body: string,
  now: Date,
  { mode = 'public key', headers = {}, secondsAgo = 0 }: NotificationChanges = {},
): RawNotification {
  const timestamp = String(Math.floor(now.getTime() / 1000) - secondsAgo);
  const [serial, key]: [string, string | KeyObject] =
    mode === 'public key'
      ? [wechat.publicKeyId, wechat.platform.privateKey]
      : [wechat.certificate.serial, wechat.certificate.privateKey];
  return {
    body: Buffer.from(body),
    headers: {
      'wechatpay-timestamp': timestamp,
      'wechatpay-nonce': 'notification',
      'wechatpay-serial': serial,
      'wechatpay-signature-type': 'WECHATPAY2-SHA256-RSA2048',
      'wechatpay-signature': rsaSign(buildMessage([timestamp, 'notification', body]), key),
      ...headers,
    },
  };
}
