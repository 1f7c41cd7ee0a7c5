import { generateKeyPair, randomBytes, randomInt } from 'node:crypto';
import { promisify } from 'node:util';
import type { KeyPair, MerchantAccount } from '../../domain/merchant-account.js';
import { selfSignedCertificate } from './self-signed-certificate.js';

/** A machine whose clock is behind must not find a fresh certificate "not yet valid". */
const BACKDATED_MS = 24 * 3_600_000;

export async function generateAccount(now: Date): Promise<MerchantAccount> {
  const mchId = `19${digits(8)}`;
  const validFrom = new Date(now.getTime() - BACKDATED_MS);
  const [merchant, platform, publicKey] = await Promise.all([rsaKeys(), rsaKeys(), rsaKeys()]);
  return {
    appId: `wx${hex(16)}`,
    appSecret: hex(32),
    mchId,
    apiV3Key: hex(32),
    merchant: await selfSignedCertificate(merchant, `CN=${mchId}, O=Simulated Merchant, C=CN`, validFrom),
    platform: await selfSignedCertificate(platform, 'CN=Simulated WeChat Pay, O=Simulated Tenpay.com, C=CN', validFrom),
    publicKey: { id: `PUB_KEY_ID_01${mchId}${digits(20)}`, ...publicKey },
    templates: {
      orderPaid: {
        id: base64url(43),
        title: '订单支付成功通知',
        keys: ['character_string1', 'thing2', 'amount3', 'time4'],
      },
    },
  };
}

const generate = promisify(generateKeyPair);

async function rsaKeys(): Promise<Omit<KeyPair, 'id'>> {
  const keys = await generate('rsa', { modulusLength: 2048 });
  return {
    privateKey: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: keys.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

function hex(length: number): string {
  return randomBytes(length / 2).toString('hex');
}

function digits(length: number): string {
  return Array.from({ length }, () => randomInt(10)).join('');
}

function base64url(length: number): string {
  return randomBytes(length).toString('base64url').slice(0, length);
}
