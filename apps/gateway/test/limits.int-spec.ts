import { randomBytes, randomInt } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { BUDGETS, type Budgets } from '../src/limits/budgets.js';
import type { GatewayConfig } from '../src/gateway.config.js';
import {
  type Answer,
  type GatewayUnderTest,
  operatorToken,
  startGatewayUnderTest,
  token,
} from './gateway-under-test.js';
import { samples } from './samples.js';

const NOBODY: Budgets = { address: 0, session: 0, login: 0, refresh: 0, money: 0, write: 0, read: 0 };

const gateways: GatewayUnderTest[] = [];
afterEach(async () => {
  await Promise.all(gateways.splice(0).map((gateway) => gateway.stop()));
});

async function start(budgets: Partial<Budgets>, more: Partial<GatewayConfig> = {}): Promise<GatewayUnderTest> {
  const gateway = await startGatewayUnderTest({ rateLimits: { ...NOBODY, ...budgets }, ...more });
  gateway.services.on('GetProfile', () => ({ profile: samples.profile }));
  gateway.services.on('GetPublicProfile', () => ({ profile: samples.profile }));
  gateway.services.on('PlaceOrder', () => ({ order: samples.order, replayed: false }));
  gateways.push(gateway);
  return gateway;
}

/** A caller whom no other test has counted. */
const someone = () => {
  const sub = String(randomInt(1_000_000_000, 2_000_000_000));
  return { sub, token: (claims: object = {}) => token({ sub, sid: `${sub}1`, ...claims }) };
};
const address = () => `2001:db8:${randomBytes(2).toString('hex')}:${randomBytes(2).toString('hex')}::1`;
const me = (gateway: GatewayUnderTest, given: string) => gateway.call('GET', '/users/me', { token: given });
const from = (gateway: GatewayUnderTest, forwarded: string) =>
  gateway.call('GET', '/users/me', { token: null, headers: { 'x-forwarded-for': forwarded } });
const statuses = (answers: readonly Answer[]) => answers.map(({ status }) => status).toSorted((a, b) => a - b);

describe('a budget of requests', () => {
  it('that is used up is answered 429, and says when to come again', async () => {
    const gateway = await start({ read: 2 });
    const { token: tokenOf } = someone();
    const first = await me(gateway, tokenOf());
    expect(first.status).toBe(200);
    expect(first.headers.get('ratelimit-limit')).toBe('2');
    expect(first.headers.get('ratelimit-remaining')).toBe('1');
    expect(Number(first.headers.get('ratelimit-reset'))).toBeLessThanOrEqual(60);
    await me(gateway, tokenOf());
    const refused = await me(gateway, tokenOf());
    expect(refused).toMatchObject({ status: 429, json: { reason: 'RATE_LIMITED', code: 42901 } });
    expect(refused.headers.get('ratelimit-remaining')).toBe('0');
    expect(refused.headers.get('retry-after')).toBe(refused.headers.get('ratelimit-reset'));
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(1);
    expect(gateway.services.calls).toHaveLength(2);
  });

  it('lets exactly as many in when all come at once, to two gateways', async () => {
    const both = [await start({ read: 20 }), await start({ read: 20 })];
    const { token: tokenOf } = someone();
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, i) => me(both[i % 2] as GatewayUnderTest, tokenOf())),
    );
    expect(statuses(answers)).toEqual([
      ...Array.from({ length: 20 }, () => 200),
      ...Array.from({ length: 40 }, () => 429),
    ]);
  });

  it('is each caller’s own, and each class of routes has another', async () => {
    const gateway = await start({ read: 1, money: 1 });
    const [one, two] = [someone(), someone()];
    const order = (given: string) =>
      gateway.call('POST', '/orders', {
        token: given,
        body: { items: [{ skuId: '1', quantity: 1 }] },
        headers: { 'idempotency-key': randomBytes(8).toString('hex') },
      });
    expect((await me(gateway, one.token())).status).toBe(200);
    expect((await me(gateway, one.token({ sid: `${one.sub}2` }))).status).toBe(429);
    expect((await me(gateway, two.token())).status).toBe(200);
    expect((await order(one.token())).status).toBe(201);
    expect((await order(one.token())).status).toBe(429);
    expect((await order(two.token())).status).toBe(201);
  });

  it('of a session is for all routes together, and no other session pays for it', async () => {
    const gateway = await start({ session: 1 });
    const { sub, token: tokenOf } = someone();
    expect((await me(gateway, tokenOf())).status).toBe(200);
    expect((await gateway.call('POST', '/messages/read-all', { token: tokenOf(), body: {} })).status).toBe(429);
    expect((await me(gateway, tokenOf({ sid: `${sub}2` }))).status).toBe(200);
  });

  it('of an operator is not that of the user with the same id', async () => {
    const gateway = await start({ read: 1 });
    const { sub, token: tokenOf } = someone();
    expect((await me(gateway, tokenOf())).status).toBe(200);
    const asOperator = await gateway.call('GET', '/admin/audit-log', { token: operatorToken({ sub, sid: `${sub}9` }) });
    expect(asOperator.status).not.toBe(429);
  });

  it.each(['/auth/wechat-login', '/admin/auth/login', '/auth/refresh'])(
    'of %s is counted by address, before anybody checks a secret',
    async (path) => {
      const gateway = await start({ login: 1, refresh: 1 }, { trustedProxies: ['127.0.0.1'] });
      const headers = { 'x-forwarded-for': address() };
      const body = {
        '/auth/wechat-login': { code: 'c' },
        '/admin/auth/login': { username: 'admin', password: 'p' },
        '/auth/refresh': { refreshToken: 'x'.repeat(43) },
      }[path];
      const attempt = () => gateway.call('POST', path, { token: null, body, headers });
      expect((await attempt()).status).not.toBe(429);
      const called = gateway.services.calls.length;
      expect((await attempt()).status).toBe(429);
      expect(gateway.services.calls).toHaveLength(called);
    },
  );

  it('is not taken from by WeChat’s notifications', async () => {
    const gateway = await start({ address: 1 }, { trustedProxies: ['127.0.0.1'] });
    const headers = { 'x-forwarded-for': address() };
    const notify = () => gateway.call('POST', '/webhooks/wechat-pay/payments', { token: null, body: {}, headers });
    for (let i = 0; i < 3; i += 1) expect((await notify()).status).not.toBe(429);
  });

  it('goes on while Redis is away, each gateway for itself', async () => {
    const redisUrl = 'redis://127.0.0.1:1';
    const gateway = await start({ address: 2 }, { redisUrl, trustedProxies: ['127.0.0.1'] });
    const client = address();
    const answers = [await from(gateway, client), await from(gateway, client), await from(gateway, client)];
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 429]);
  });

  it('is counted for no one when it is 0, and has sane sizes by default', async () => {
    const gateway = await start({});
    const answer = await me(gateway, someone().token());
    expect(answer.status).toBe(200);
    expect(answer.headers.get('ratelimit-limit')).toBeNull();
    expect(Math.min(...Object.values(BUDGETS))).toBeGreaterThan(0);
    expect(BUDGETS.money).toBeLessThan(BUDGETS.write);
  });
});

describe('the address of a client', () => {
  it('is what a trusted proxy says, the last hop that is not trusted', async () => {
    const gateway = await start({ address: 1 }, { trustedProxies: ['127.0.0.1', '10.0.0.0/8'] });
    const [one, two] = [address(), address()];
    expect((await from(gateway, one)).status).toBe(401);
    expect((await from(gateway, one)).status).toBe(429);
    expect((await from(gateway, two)).status).toBe(401);
    expect((await from(gateway, `${address()}, ${one}`)).status).toBe(429);
    expect((await from(gateway, `${one}, 10.1.2.3`)).status).toBe(429);
  });

  it('cannot be chosen by the client when no proxy is trusted', async () => {
    const gateway = await start({ address: 1 });
    await gateway.redis.del('limit:address:127.0.0.1');
    const answers = [await from(gateway, address()), await from(gateway, address())];
    expect(answers.map(({ status }) => status)).toEqual([401, 429]);
    await gateway.redis.del('limit:address:127.0.0.1');
  });

  it('of IPv6 is its network: a customer has all addresses of it', async () => {
    const gateway = await start({ address: 1 }, { trustedProxies: ['127.0.0.1'] });
    const network = address().slice(0, -1);
    expect((await from(gateway, `${network}1`)).status).toBe(401);
    expect((await from(gateway, `${network}2`)).status).toBe(429);
  });
});
