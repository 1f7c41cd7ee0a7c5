import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildMessage, encryptResource, rsaSign } from '@minisuite/wechat';

interface Keys {
  appId: string;
  mchId: string;
  apiV3Key: string;
  platform: { serial: string; privateKey: string };
  publicKey: { id: string; privateKey: string };
}

export interface PaidTrade {
  outTradeNo: string;
  transactionId: string;
  amount: number;
  openid: string;
}

export interface Changes {
  mode?: 'public-key' | 'certificate';
  /** Fields of the encrypted transaction. */
  transaction?: object;
  headers?: Record<string, string>;
  secondsAgo?: number;
  tamper?: (body: string) => string;
  apiV3Key?: string;
}

export interface Notification {
  body: string;
  headers: Record<string, string>;
}

/** Writes payment notifications as the simulated WeChat would, with its own keys. */
export async function notifications(dir: string): Promise<(trade: PaidTrade, changes?: Changes) => Notification> {
  const keys = JSON.parse(await readFile(join(dir, 'wechat-simulator/keys.json'), 'utf8')) as Keys;
  return (trade, changes = {}) => {
    const plain = bodyOf(keys, trade, changes);
    const timestamp = String(Math.floor(Date.now() / 1000) - (changes.secondsAgo ?? 0));
    const { serial, privateKey } =
      changes.mode === 'certificate'
        ? keys.platform
        : { serial: keys.publicKey.id, privateKey: keys.publicKey.privateKey };
    const headers = {
      'wechatpay-timestamp': timestamp,
      'wechatpay-nonce': 'nonce',
      'wechatpay-serial': serial,
      'wechatpay-signature': rsaSign(buildMessage([timestamp, 'nonce', plain]), privateKey),
      ...changes.headers,
    };
    return { headers, body: changes.tamper ? changes.tamper(plain) : plain };
  };
}

function bodyOf({ appId, mchId, apiV3Key }: Keys, trade: PaidTrade, changes: Changes): string {
  const transaction = {
    appid: appId,
    mchid: mchId,
    out_trade_no: trade.outTradeNo,
    transaction_id: trade.transactionId,
    trade_type: 'JSAPI',
    trade_state: 'SUCCESS',
    trade_state_desc: '支付成功',
    bank_type: 'OTHERS',
    success_time: '2026-01-01T08:00:00+08:00',
    payer: { openid: trade.openid },
    amount: { total: trade.amount, payer_total: trade.amount, currency: 'CNY', payer_currency: 'CNY' },
    ...changes.transaction,
  };
  return JSON.stringify({
    id: randomUUID(),
    create_time: '2026-01-01T08:00:00+08:00',
    event_type: 'TRANSACTION.SUCCESS',
    resource_type: 'encrypt-resource',
    summary: '支付成功',
    resource: encryptResource(JSON.stringify(transaction), changes.apiV3Key ?? apiV3Key, {
      associatedData: 'transaction',
      originalType: 'transaction',
    }),
  });
}
