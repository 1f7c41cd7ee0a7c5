import { createCipheriv, createSign, randomBytes, randomUUID } from 'node:crypto';
import type { BenchOrder } from './bench-order.ts';
import type { WechatAccount } from './wechat-account.ts';

export interface Notification {
  headers: Record<string, string>;
  body: string;
}

/** What WeChat Pay posts when an order was paid: encrypted with the APIv3 key and signed over its exact bytes. */
export function paidNotification(account: WechatAccount, order: BenchOrder): Notification {
  const now = new Date();
  const transaction = {
    appid: account.appId,
    mchid: account.mchId,
    out_trade_no: `M${order.paymentId}`,
    transaction_id: order.transactionId,
    trade_type: 'JSAPI',
    trade_state: 'SUCCESS',
    trade_state_desc: '支付成功',
    bank_type: 'OTHERS',
    attach: '',
    success_time: now.toISOString(),
    payer: { openid: `o${order.userId}` },
    amount: { total: order.amount, payer_total: order.amount, currency: 'CNY', payer_currency: 'CNY' },
  };
  const body = JSON.stringify({
    id: randomUUID(),
    create_time: now.toISOString(),
    event_type: 'TRANSACTION.SUCCESS',
    resource_type: 'encrypt-resource',
    summary: '支付成功',
    resource: encrypted(account.apiV3Key, JSON.stringify(transaction)),
  });
  return { headers: signatureOf(account, body, now), body };
}

function encrypted(apiV3Key: string, text: string): Record<string, string> {
  const [nonce, associated] = [randomBytes(6).toString('hex'), 'transaction'];
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(apiV3Key), Buffer.from(nonce));
  cipher.setAAD(Buffer.from(associated));
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return {
    original_type: 'transaction',
    algorithm: 'AEAD_AES_256_GCM',
    ciphertext: ciphertext.toString('base64'),
    associated_data: associated,
    nonce,
  };
}

function signatureOf(account: WechatAccount, body: string, now: Date): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const nonce = randomBytes(16).toString('hex');
  const signature = createSign('RSA-SHA256').update(`${timestamp}\n${nonce}\n${body}\n`);
  return {
    'content-type': 'application/json',
    'wechatpay-timestamp': timestamp,
    'wechatpay-nonce': nonce,
    'wechatpay-serial': account.platformKeyId,
    'wechatpay-signature-type': 'WECHATPAY2-SHA256-RSA2048',
    'wechatpay-signature': signature.sign(account.platformPrivateKey, 'base64'),
  };
}
