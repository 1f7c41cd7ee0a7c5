import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { testServers } from '@minisuite/testing';
import { Redis } from 'ioredis';
import { z } from 'zod';
import { AccessTokens, MiniProgramClient, RedisTokenStore } from '../src/index.js';

const { redisUrl } = testServers();
const appId = `wx${process.pid}${performance.now()}`;
const anything = z.looseObject({});

let server: Server;
let baseUrl: string;
let redis: Redis[];
let valid: string;
let requests: { path: string; force: boolean }[];

beforeAll(async () => {
  redis = [new Redis(redisUrl), new Redis(redisUrl)];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => response.end(JSON.stringify(respond(request.url ?? '', body))));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

beforeEach(async () => {
  valid = 'token-1';
  requests = [];
  await redis[0]?.del(`wechat:token:${appId}`, `wechat:token:${appId}:lock`);
});

afterAll(async () => {
  await Promise.all(redis.map((connection) => connection.quit()));
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
});

function respond(path: string, body: string): object {
  const { force_refresh: force = false } = JSON.parse(body || '{}') as { force_refresh?: boolean };
  requests.push({ path, force });
  if (force) valid = 'token-2';
  if (path === '/cgi-bin/stable_token') return { access_token: valid, expires_in: 7200 };
  return path.endsWith('=token-2') ? { errcode: 0, errmsg: 'ok' } : { errcode: 40001, errmsg: 'invalid credential' };
}

function clients(): { tokens: AccessTokens; client: MiniProgramClient }[] {
  return redis.map((connection) => {
    const options = { baseUrl, appId, secret: 'secret', timeoutMs: 20_000 };
    const tokens = new AccessTokens({ ...options, store: new RedisTokenStore(connection) });
    return { tokens, client: new MiniProgramClient({ ...options, tokens }) };
  });
}

function twenty<T>(task: (pair: ReturnType<typeof clients>[number]) => Promise<T>): Promise<T[]> {
  const pairs = clients();
  return Promise.all(Array.from({ length: 10 }).flatMap(() => pairs.map(task)));
}

describe('access tokens through a real Redis and real HTTP', () => {
  it('fetches one token for 20 parallel callers in two clients', async () => {
    expect(new Set(await twenty(({ tokens }) => tokens.get()))).toEqual(new Set(['token-1']));
    expect(requests).toEqual([{ path: '/cgi-bin/stable_token', force: false }]);
  });

  it('keeps the token in Redis no longer than it is valid, and the lock not at all', async () => {
    await clients()[0]?.tokens.get();
    const ttl = (await redis[0]?.pttl(`wechat:token:${appId}`)) ?? 0;
    expect(ttl).toBeGreaterThan(7_190_000);
    expect(ttl).toBeLessThanOrEqual(7_200_000);
    await expect(redis[0]?.exists(`wechat:token:${appId}:lock`)).resolves.toBe(0);
  });

  it('forces one new token when WeChat refuses the shared one to 20 parallel callers', async () => {
    const answers = await twenty(({ client }) => client.callWithToken({ path: '/cgi-bin/any', body: {} }, anything));
    expect(answers).toHaveLength(20);
    const fetched = requests.filter(({ path }) => path === '/cgi-bin/stable_token');
    expect(fetched.map(({ force }) => force)).toEqual([false, false, true]);
    expect(requests.filter(({ path }) => path.endsWith('=token-2'))).toHaveLength(20);
  });

  it('does not give back a lock that has run out and belongs to another', async () => {
    const [first, second] = redis.map((connection) => new RedisTokenStore(connection));
    const late = await first?.lock(appId, 1);
    let release = await second?.lock(appId, 60_000);
    while (!release) release = await second?.lock(appId, 60_000);
    await late?.();
    await expect(first?.lock(appId, 5000)).resolves.toBeUndefined();
    await release();
    await expect(redis[0]?.exists(`wechat:token:${appId}:lock`)).resolves.toBe(0);
  });
});
