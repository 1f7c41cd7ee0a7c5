import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { ConfigError } from '@minisuite/config';
import { describe, expect, it } from '@jest/globals';
import { paymentConfig } from './payment.config.js';

const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const publicMode = {
  WECHAT_PAY_PUBLIC_KEY_ID: 'PUB_KEY_ID_0110000000000000000001',
  WECHAT_PAY_PUBLIC_KEY: keys.publicKey.replaceAll('\n', '\\n'),
};
const env = {
  INTERNAL_CREDENTIAL: randomBytes(24).toString('hex'),
  DATABASE_URL: 'mysql://payment:averylongpassword@127.0.0.1:3306/minisuite_payment',
  REDIS_URL: 'redis://127.0.0.1:6379',
  KAFKA_BROKERS: '127.0.0.1:9092',
  USER_GRPC_ADDRESS: '127.0.0.1:50051',
  ORDER_GRPC_ADDRESS: '127.0.0.1:50052',
  WECHAT_APP_ID: 'wx0123456789abcdef',
  WECHAT_APP_SECRET: randomBytes(16).toString('hex'),
  WECHAT_PAY_MCH_ID: '1900000001',
  WECHAT_PAY_CERT_SERIAL: '5157F09EFDC096DE15EBE81A47057A7232F1B8E1',
  WECHAT_PAY_PRIVATE_KEY: keys.privateKey.replaceAll('\n', '\\n'),
  WECHAT_PAY_API_V3_KEY: randomBytes(16).toString('hex'),
  WECHAT_PAY_NOTIFY_URL: 'https://shop.example/api/v1/webhooks/wechat-pay/payments',
};

function faultsOf(changes: NodeJS.ProcessEnv): readonly string[] {
  try {
    paymentConfig({ ...env, ...changes });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

describe('payment config', () => {
  it('works with platform certificates only, at the address of WeChat', () => {
    const config = paymentConfig(env);
    expect(config.wechat.publicKey).toBeNull();
    expect(config.wechat.baseUrl).toBe('https://api.mch.weixin.qq.com');
    expect(config.grpc.port).toBe(50053);
  });

  it('takes the public key with its id', () => {
    const { publicKey } = paymentConfig({ ...env, ...publicMode }).wechat;
    expect(publicKey).toEqual({ id: publicMode.WECHAT_PAY_PUBLIC_KEY_ID, pem: keys.publicKey });
  });

  it.each(['WECHAT_PAY_PUBLIC_KEY', 'WECHAT_PAY_PUBLIC_KEY_ID'] as const)(
    'refuses a public key mode without %s',
    (name) => {
      expect(faultsOf({ ...publicMode, [name]: undefined })).toEqual([expect.stringContaining(name)]);
    },
  );

  it.each([
    ['WECHAT_PAY_NOTIFY_URL', 'https://shop.example/notify?x=1'],
    ['WECHAT_PAY_API_V3_KEY', 'tooshort'],
    ['WECHAT_PAY_MCH_ID', 'mch-19'],
    ['WECHAT_PAY_PRIVATE_KEY', 'no key'],
  ])('refuses %s=%s and does not show the value', (name, value) => {
    const faults = faultsOf({ [name]: value });
    expect(faults.join()).toContain(name);
    expect(faults.join()).not.toContain(value);
  });

  it('refuses a simulator and a plain notify address in production', () => {
    const faults = faultsOf({
      NODE_ENV: 'production',
      UNENCRYPTED_LINKS: 'grpc,mysql,redis,kafka',
      WECHAT_PAY_BASE_URL: 'http://127.0.0.1:8090',
      WECHAT_PAY_NOTIFY_URL: 'http://shop.example/payments',
    });
    expect(faults).toHaveLength(2);
  });
});
