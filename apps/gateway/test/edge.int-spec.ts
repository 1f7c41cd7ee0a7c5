import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DomainError } from '@minisuite/kernel';
import { metrics } from '@minisuite/service';
import { eventually } from '@minisuite/testing';
import { type GatewayUnderTest, send, startGatewayUnderTest } from './gateway-under-test.js';
import { samples } from './samples.js';

let gateway: GatewayUnderTest;
beforeAll(async () => void (gateway = await startGatewayUnderTest()));
afterAll(() => gateway.stop());
beforeEach(() => gateway.services.reset());

const get = (path: string, headers: Record<string, string> = {}) =>
  send(`${gateway.url}${path}`, 'GET', { token: null, headers });
const fail = (rpc: string, error: unknown) =>
  gateway.services.on(rpc, () => {
    throw error;
  });

describe('request ids', () => {
  it('a sane one is taken, on good answers and bad ones', async () => {
    for (const path of ['/api/v1/orders', '/api/v1/nothing', '/openapi.json', '/static/nothing', '/api/v1/users/%zz']) {
      expect((await get(path, { 'x-request-id': 'trace:1' })).headers.get('x-request-id')).toBe('trace:1');
    }
  });

  it('any other is replaced', async () => {
    expect((await get('/api/v1/nothing', { 'x-request-id': 'a b' })).headers.get('x-request-id')).toMatch(
      /^[\da-f-]{36}$/,
    );
  });
});

describe('errors of services', () => {
  it.each([
    ['not_found', 'NOT_FOUND', 404, 40401],
    ['conflict', 'OUT_OF_STOCK', 409, 40903],
    ['conflict', 'IDEMPOTENCY_KEY_REUSED', 422, 42201],
    ['unavailable', 'WECHAT_UNAVAILABLE', 502, 50201],
  ] as const)('%s %s becomes %i', async (kind, reason, status, code) => {
    fail('GetOrder', new DomainError(kind, reason, 'inner words', [{ path: 'a', message: 'b' }]));
    const answer = await gateway.call('GET', '/orders/21');
    expect(answer).toMatchObject({ status, json: { code, reason, details: [{ path: 'a', message: 'b' }] } });
    expect(answer.text).not.toContain('inner words');
  });

  it('speaks Chinese to those who prefer it', async () => {
    fail('GetOrder', new DomainError('not_found', 'NOT_FOUND', 'x'));
    const answer = await gateway.call('GET', '/orders/21', { headers: { 'accept-language': 'zh-CN,zh;q=0.9' } });
    expect(answer.json['message']).toBe('资源不存在。');
  });

  it('tells nothing about a bug', async () => {
    fail('GetOrder', new Error("Table 'minisuite_order.orders' doesn't exist"));
    const answer = await gateway.call('GET', '/orders/21');
    expect(answer.json).toMatchObject({ code: 50000, reason: 'INTERNAL', details: [] });
    expect(answer.text).not.toContain('Table');
  });

  it('takes an answer that breaks the contract for a bug', async () => {
    gateway.services.on('GetOrder', () => ({ order: { ...samples.order, amount: '99999999999999999999' } }));
    expect((await gateway.call('GET', '/orders/21')).json['reason']).toBe('INTERNAL');
    gateway.services.on('GetOrder', () => ({ order: null }));
    expect((await gateway.call('GET', '/orders/21')).json['reason']).toBe('INTERNAL');
  });

  it('a service that is away is 503, one that is slow 504', async () => {
    const alone = await startGatewayUnderTest({
      addresses: {
        user: '127.0.0.1:1',
        order: gateway.services.address,
        payment: '127.0.0.1:1',
        message: '127.0.0.1:1',
      },
    });
    gateway.services.on('GetOrder', () => new Promise(() => {}));
    try {
      const [away, slow] = await Promise.all([alone.call('GET', '/users/me'), alone.call('GET', '/orders/21')]);
      expect(away).toMatchObject({ status: 503, json: { reason: 'SERVICE_UNAVAILABLE' } });
      expect(away.headers.get('retry-after')).toBe('2');
      expect(slow).toMatchObject({ status: 504, json: { reason: 'DEADLINE_EXCEEDED' } });
      // It is looked for until it is reached once, and in vain as long as this process stands still.
      const { ready } = await eventually('order and Redis are there', async () => {
        const { ready, checks } = await alone.health.report();
        return checks['order'] === 'ok' && checks['redis'] === 'ok' ? { ready } : undefined;
      });
      expect(ready).toBe(false);
    } finally {
      await alone.stop();
    }
  });
});

describe('idempotency', () => {
  const place = (body: unknown) => gateway.call('POST', '/orders', { body, headers: { 'idempotency-key': 'k1' } });
  const body = { items: [{ skuId: '111', quantity: 2 }], remark: 'r' };

  it('says when an answer, or a refusal, is replayed', async () => {
    gateway.services.on('PlaceOrder', () => ({ order: samples.order, replayed: false }));
    expect((await place(body)).headers.get('idempotency-replayed')).toBeNull();
    gateway.services.on('PlaceOrder', () => ({ order: samples.order, replayed: true }));
    expect((await place(body)).headers.get('idempotency-replayed')).toBe('true');
    fail('PlaceOrder', Object.assign(new DomainError('conflict', 'OUT_OF_STOCK', 'x'), { replayed: true }));
    const refused = await place(body);
    expect([refused.status, refused.headers.get('idempotency-replayed')]).toEqual([409, 'true']);
  });

  it('says when to come again while the first is running', async () => {
    fail('PlaceOrder', new DomainError('conflict', 'IDEMPOTENCY_KEY_IN_PROGRESS', 'x'));
    const answer = await place(body);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([409, '1']);
  });

  it('sends a fingerprint of what was asked, however it was written', async () => {
    gateway.services.on('PlaceOrder', () => ({ order: samples.order, replayed: false }));
    await place(body);
    await place('{ "remark": "r", "items": [ {"quantity": 2, "skuId": "111"} ] }');
    await place({ ...body, remark: 's' });
    const hashes = gateway.services
      .requestsOf('PlaceOrder')
      .map((request) => (request as { requestHash: string }).requestHash);
    expect(hashes[0]).toMatch(/^[\da-f]{64}$/);
    expect(hashes[1]).toBe(hashes[0]);
    expect(hashes[2]).not.toBe(hashes[0]);
  });
});

describe('headers', () => {
  it('overlong ones are refused in the envelope', async () => {
    const { port } = new URL(gateway.url);
    const text = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write(`GET /api/v1/products HTTP/1.1\r\nhost: x\r\nx-long: ${'a'.repeat(20_000)}\r\n\r\n`);
      });
      let received = '';
      socket.on('data', (chunk) => (received += chunk.toString()));
      socket.on('end', () => resolve(received));
      socket.on('error', reject);
    });
    expect(text).toMatch(/^HTTP\/1\.1 431 /);
    expect(JSON.parse(text.slice(text.indexOf('{')))).toMatchObject({
      code: 43101,
      reason: 'HEADERS_TOO_LARGE',
      details: [],
    });
  });

  it('protect the browser', async () => {
    const { headers } = await get('/api/v1/nothing');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('let the named origins in and no other', async () => {
    const preflight = (origin: string) =>
      send(`${gateway.url}/api/v1/orders`, 'OPTIONS', {
        token: null,
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'idempotency-key',
        },
      });
    const good = await preflight('https://console.example');
    expect(good.status).toBe(204);
    expect(good.headers.get('access-control-allow-origin')).toBe('https://console.example');
    expect(good.headers.get('access-control-allow-headers')).toContain('Idempotency-Key');
    expect(good.headers.get('vary')).toMatch(/origin/i);
    expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
    const plain = await get('/api/v1/nothing', { origin: 'https://console.example' });
    expect(plain.headers.get('access-control-expose-headers')).toContain('X-Request-Id');
  });
});

describe('static files', () => {
  it('are kept for long and asked for again by ETag', async () => {
    const picture = await get('/static/products/mug.svg');
    expect(picture.status).toBe(200);
    expect(picture.headers.get('content-type')).toBe('image/svg+xml');
    expect(picture.headers.get('cache-control')).toContain('max-age=604800');
    expect(picture.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    const etag = picture.headers.get('etag') ?? '';
    expect(
      (await get('/static/products/mug.svg', { 'if-none-match': etag, 'cache-control': 'max-age=0' })).status,
    ).toBe(304);
  });

  it.each(['/static/nothing.svg', '/static/..%2f..%2fpackage.json', '/static/%2e%2e/src/main.ts'])(
    '%s is 404',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );
});

describe('metrics', () => {
  it('count by route pattern, never by id or unknown path', async () => {
    // So long that no number that is measured has these digits by chance.
    const id = '424242424242424242';
    await get(`/api/v1/users/${id}`);
    await get(`/api/v1/whatever-${id}?token=${id}`);
    const text = await metrics().metrics();
    expect(text).toMatch(/minisuite_http_seconds_count\{method="GET",route="\/api\/v1\/users\/:id",status="5\d\d"\}/);
    expect(text).toContain('route="none",status="404"');
    expect(text).not.toContain(id);
  });
});
