import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { ConfigError } from '@minisuite/config';
import { userConfig } from './user.config.js';

const env = {
  BLIND_INDEX_KEY: randomBytes(32).toString('base64'),
  ORDER_GRPC_ADDRESS: '127.0.0.1:50052',
  DATA_KEYS: `one:${randomBytes(32).toString('base64')}`,
  DATABASE_URL: 'mysql://user:a-rather-long-password@127.0.0.1:3306/minisuite_user',
  REDIS_URL: 'redis://127.0.0.1:6379',
  KAFKA_BROKERS: '127.0.0.1:9092',
  INTERNAL_CREDENTIAL: '0123456789abcdefghijklmnopqrstuvwxyz',
  JWT_PRIVATE_KEY: generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString(),
  WECHAT_APP_ID: 'wx0123456789abcdef',
  WECHAT_APP_SECRET: '0123456789abcdef0123456789abcdef',
};

function faultsOf(changes: Record<string, string>): string[] {
  try {
    userConfig({ ...env, ...changes });
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.faults.map((fault) => fault.split(':')[0] ?? '');
  }
}

describe('userConfig', () => {
  it('has the usual values', () => {
    expect(userConfig(env)).toMatchObject({
      grpc: { host: '127.0.0.1', port: 50051 },
      jwt: { issuer: 'minisuite', audience: 'minisuite-api' },
      sessions: { accessTokenMs: 900_000, sessionMs: 2_592_000_000 },
      operators: { initialPassword: undefined, sessionMs: 43_200_000 },
      wechat: { baseUrl: 'https://api.weixin.qq.com' },
    });
  });

  it('reports all faults together', () => {
    const faults = { JWT_PRIVATE_KEY: 'no key', WECHAT_APP_ID: 'no id', WECHAT_APP_SECRET: 'short' };
    expect(faultsOf(faults)).toEqual(expect.arrayContaining(Object.keys(faults)));
  });

  it('takes a push token alone, or with its key, but no key alone', () => {
    const WECHAT_PUSH_TOKEN = 'nXb3kVq8Tz6wLm2P';
    const WECHAT_PUSH_AES_KEY = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C';
    expect(userConfig({ ...env, WECHAT_PUSH_TOKEN }).push).toEqual({ token: WECHAT_PUSH_TOKEN, aesKey: undefined });
    expect(faultsOf({ WECHAT_PUSH_TOKEN, WECHAT_PUSH_AES_KEY })).toEqual([]);
    expect(faultsOf({ WECHAT_PUSH_AES_KEY })).toEqual(['WECHAT_PUSH_TOKEN']);
    expect(faultsOf({ WECHAT_PUSH_TOKEN: 'short', WECHAT_PUSH_AES_KEY: `${WECHAT_PUSH_AES_KEY}=` })).toEqual(
      expect.arrayContaining(['WECHAT_PUSH_TOKEN', 'WECHAT_PUSH_AES_KEY']),
    );
  });

  it('refuses access tokens that would outlive their session', () => {
    expect(faultsOf({ ACCESS_TOKEN_TTL_S: '60', REFRESH_TOKEN_TTL_S: '59' })).toEqual(['ACCESS_TOKEN_TTL_S']);
  });

  it.each(['rather-thin', 'administrator-1', 'abababababab', 'password12345'])(
    'refuses %j as the first password of the operator',
    (password) => {
      expect(faultsOf({ OPERATOR_INITIAL_PASSWORD: password })).toEqual(['OPERATOR_INITIAL_PASSWORD']);
    },
  );

  it('takes a good first password of the operator', () => {
    const password = 'correct-horse-battery';
    expect(userConfig({ ...env, OPERATOR_INITIAL_PASSWORD: password }).operators.initialPassword).toBe(password);
  });

  it('refuses a simulator in production', () => {
    const simulator = { WECHAT_API_BASE_URL: 'http://127.0.0.1:8090' };
    expect(faultsOf(simulator)).toEqual([]);
    expect(faultsOf({ ...simulator, NODE_ENV: 'production', UNENCRYPTED_LINKS: 'grpc,mysql,redis,kafka' })).toEqual([
      'WECHAT_API_BASE_URL',
    ]);
  });
});
