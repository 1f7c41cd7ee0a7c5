import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { keyThumbprint } from '@minisuite/config';
import { createGateway, createLogger, Health } from '@minisuite/service';
import { eventually, testServers } from '@minisuite/testing';
import { Redis } from 'ioredis';
import jwt from 'jsonwebtoken';
import { gateway } from '../src/gateway.js';
import type { GatewayConfig } from '../src/gateway.config.js';
import { RateLimits } from '../src/limits/rate-limits.js';
import { FakeServices } from './fake-services.js';

const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

/** Nobody counts; a test of limits sets its own. */
const UNLIMITED = { address: 0, session: 0, login: 0, refresh: 0, money: 0, write: 0, read: 0 };

export const publicKey = keys.publicKey;
export const keyId = keyThumbprint(createPublicKey(keys.publicKey));

/** An access token as the user service signs them; a test makes it wrong in one respect. */
export function token(claims: object = {}, options: jwt.SignOptions = {}, key: string = keys.privateKey): string {
  const payload = { typ: 'access', sub: '7', sid: '70', ...claims };
  return jwt.sign(payload, key, {
    algorithm: 'RS256',
    keyid: keyId,
    issuer: 'minisuite',
    audience: 'minisuite-api',
    expiresIn: 900,
    ...options,
  });
}

/** An access token of operator 3, who is an admin. */
export const operatorToken = (claims: object = {}, options: jwt.SignOptions = {}): string =>
  token({ typ: 'operator', sub: '3', sid: '30', name: 'anna', roles: ['admin'], ...claims }, options);

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Record<string, unknown>;
}

export interface CallOptions {
  readonly token?: string | null;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export interface GatewayUnderTest {
  readonly url: string;
  readonly services: FakeServices;
  readonly redis: Redis;
  readonly health: Health;
  /** Calls a route below /api/v1 as user 7, unless told otherwise. */
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  stop(): Promise<void>;
}

export async function startGatewayUnderTest(overrides: Partial<GatewayConfig> = {}): Promise<GatewayUnderTest> {
  const services = new FakeServices();
  await services.start();
  const { redisUrl } = testServers();
  const { address } = services;
  const config: GatewayConfig = {
    process: { production: false, logLevel: 'fatal', logPretty: false, adminHost: '127.0.0.1', adminPort: 0 },
    http: { host: '127.0.0.1', port: 0 },
    publicBaseUrl: 'https://shop.example',
    tls: undefined,
    // Other tests may hold the event loop up.
    shedDelayMs: 0,
    staticDir: 'apps/gateway/static',
    trustedProxies: [],
    rateLimits: UNLIMITED,
    corsOrigins: ['https://console.example'],
    jwt: { publicKeys: new Map([[keyId, keys.publicKey]]), issuer: 'minisuite', audience: 'minisuite-api' },
    redisUrl,
    internal: { credential: 'credential-of-the-tests' },
    addresses: { user: address, order: address, payment: address, message: address },
    ...overrides,
  };
  const health = new Health();
  const logger = createLogger('gateway', { ...config.process, logLevel: process.env['TEST_LOG_LEVEL'] ?? 'fatal' });
  const app = await createGateway(gateway, config, { logger, health });
  // Redis has to wait for its turn on the same cores.
  app.get(RateLimits).patienceMs = 10_000;
  await app.listen(0, '127.0.0.1');
  // As a load balancer does: until then each gateway would count for itself.
  if (config.redisUrl === redisUrl)
    await eventually('Redis answers', async () => (await health.report()).checks['redis'] === 'ok', 30_000);
  const url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
  const redis = new Redis(redisUrl);
  return {
    url,
    services,
    redis,
    health,
    call: (method, path, options) => send(`${url}/api/v1${path}`, method, options),
    stop: async () => {
      await app.close();
      services.stop();
      redis.disconnect();
    },
  };
}

/** One HTTP call; an object is sent as JSON, text as it is. */
export async function send(
  url: string,
  method: string,
  { token: given = token(), body, headers }: CallOptions = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(given !== null && { authorization: `Bearer ${given}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
  return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : {} };
}
