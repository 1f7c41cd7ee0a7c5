import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { testCertificate } from '@minisuite/testing';
import { gatewayConfig } from './gateway.config.js';
import { BUDGETS } from './limits/budgets.js';

const { publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const env = {
  JWT_PUBLIC_KEY: publicKey.replaceAll('\n', '\\n'),
  REDIS_URL: 'redis://127.0.0.1:6379',
  INTERNAL_CREDENTIAL: 'q7Zk1vXb9Rt3Lm5Pw8Yc2Df4Gh6Jn0As',
  USER_GRPC_ADDRESS: '127.0.0.1:50051',
  ORDER_GRPC_ADDRESS: '127.0.0.1:50052',
  PAYMENT_GRPC_ADDRESS: '127.0.0.1:50053',
  MESSAGE_GRPC_ADDRESS: '127.0.0.1:50054',
};

describe('gatewayConfig', () => {
  it('serves pictures from where it listens unless told otherwise', () => {
    expect(gatewayConfig({ ...env, HTTP_PORT: '8888' })).toMatchObject({
      http: { host: '127.0.0.1', port: 8888 },
      publicBaseUrl: 'http://127.0.0.1:8888',
      corsOrigins: [],
    });
    expect(gatewayConfig({ ...env, PUBLIC_BASE_URL: 'https://shop.example/' }).publicBaseUrl).toBe(
      'https://shop.example',
    );
  });

  it('speaks TLS when it has a certificate and its key, and refuses what does not fit', async () => {
    const [pair, other] = [await testCertificate('shop.example'), await testCertificate('shop.example')];
    const expired = await testCertificate('shop.example', { expired: true });
    const faultsOf = (cert?: string, key?: string) => {
      try {
        gatewayConfig({ ...env, HTTP_TLS_CERT: cert, HTTP_TLS_KEY: key });
        return [];
      } catch (error) {
        return (error as { faults: string[] }).faults;
      }
    };
    const config = gatewayConfig({ ...env, HTTP_TLS_CERT: pair.cert, HTTP_TLS_KEY: pair.key });
    expect(config).toMatchObject({ tls: pair, publicBaseUrl: 'https://127.0.0.1:8080' });
    expect(gatewayConfig(env).tls).toBeUndefined();
    expect(faultsOf(pair.cert)).toEqual(['HTTP_TLS_KEY: is missing']);
    expect(faultsOf(undefined, pair.key)).toEqual(['HTTP_TLS_CERT: is missing']);
    expect(faultsOf(pair.cert, other.key)).toEqual(['HTTP_TLS_KEY: is not the private key of the certificate']);
    expect(faultsOf('nonsense', pair.key)).toEqual(['HTTP_TLS_CERT: must hold a certificate in PEM']);
    expect(faultsOf(expired.cert, expired.key)).toEqual(['HTTP_TLS_CERT: holds a certificate that has expired']);
  });

  it.each(['-1', '10001', 'soon'])('refuses to shed at %s', (SHED_DELAY_MS) => {
    expect(() => gatewayConfig({ ...env, SHED_DELAY_MS })).toThrow(/SHED_DELAY_MS/);
  });

  it('takes a list of origins', () => {
    const { corsOrigins } = gatewayConfig({ ...env, CORS_ORIGINS: 'https://a.example, http://localhost:3000' });
    expect(corsOrigins).toEqual(['https://a.example', 'http://localhost:3000']);
  });

  it.each(['https://a.example/path', 'a.example', 'null'])('refuses the origin %s', (CORS_ORIGINS) => {
    expect(() => gatewayConfig({ ...env, CORS_ORIGINS })).toThrow(/CORS_ORIGINS/);
  });

  it('lets any origin in, but not in production', () => {
    expect(gatewayConfig({ ...env, CORS_ORIGINS: '*' }).corsOrigins).toEqual(['*']);
    expect(() => gatewayConfig({ ...env, CORS_ORIGINS: '*', NODE_ENV: 'production' })).toThrow(
      /CORS_ORIGINS: must name origins/,
    );
  });

  it('takes the networks of proxies, but not everybody', () => {
    const { trustedProxies } = gatewayConfig({ ...env, TRUSTED_PROXIES: '10.0.0.0/8, ::1' });
    expect(trustedProxies).toEqual(['10.0.0.0/8', '::1']);
    for (const TRUSTED_PROXIES of ['true', '0.0.0.0/0', 'proxy.example']) {
      expect(() => gatewayConfig({ ...env, TRUSTED_PROXIES })).toThrow(
        /TRUSTED_PROXIES.*must be addresses or networks/,
      );
    }
  });

  it('takes budgets of requests, each with a default', () => {
    expect(gatewayConfig({ ...env }).rateLimits).toEqual(BUDGETS);
    expect(gatewayConfig({ ...env, RATE_LIMITS: '' }).rateLimits).toEqual(BUDGETS);
    const { rateLimits } = gatewayConfig({ ...env, RATE_LIMITS: 'login=5, money=0' });
    expect(rateLimits).toEqual({ ...BUDGETS, login: 5, money: 0 });
    for (const RATE_LIMITS of ['login', 'login=-1', 'login=1e9', 'logins=5', 'toString=1']) {
      expect(() => gatewayConfig({ ...env, RATE_LIMITS })).toThrow(/RATE_LIMITS.*must be like login=120/);
    }
  });

  it('takes several public keys while they are rotated', () => {
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' });
    const { jwt } = gatewayConfig({ ...env, JWT_PUBLIC_KEY: `${publicKey}\n${String(other)}` });
    expect([...jwt.publicKeys.values()]).toEqual([publicKey.trim(), String(other).trim()]);
    for (const JWT_PUBLIC_KEY of [
      '',
      'x',
      publicKey.slice(0, 200),
      `${publicKey}-----BEGIN PUBLIC KEY-----\nx\n-----END PUBLIC KEY-----`,
    ]) {
      expect(() => gatewayConfig({ ...env, JWT_PUBLIC_KEY })).toThrow(/JWT_PUBLIC_KEY/);
    }
  });

  it('tells all faults at once', () => {
    expect(() => gatewayConfig({})).toThrow(/JWT_PUBLIC_KEY[^]*REDIS_URL[^]*INTERNAL_CREDENTIAL[^]*USER_GRPC_ADDRESS/);
  });
});
