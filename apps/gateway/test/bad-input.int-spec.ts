import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DomainError } from '@minisuite/kernel';
import { type Answer, type GatewayUnderTest, startGatewayUnderTest } from './gateway-under-test.js';

let gateway: GatewayUnderTest;
beforeAll(async () => void (gateway = await startGatewayUnderTest()));
afterAll(() => gateway.stop());
beforeEach(() => gateway.services.reset());

const line = { skuId: '111', quantity: 1 };
const withKey = { 'idempotency-key': 'k1' };
const place = (body: unknown, headers: Record<string, string> = {}) =>
  gateway.call('POST', '/orders', { body, headers: { ...withKey, ...headers } });

const ENVELOPE = ['code', 'message', 'reason', 'details', 'requestId'];

/** What the caller got, whether it is well-formed and leaks nothing, and how often a service was asked. */
async function outcome(request: Promise<Answer>): Promise<object> {
  const { status, headers, json, text } = await request;
  const { reason, details, requestId } = json as { reason: string; details: { path: string }[]; requestId: string };
  const clean = !/node_modules|\.[jt]s\b|Error:/.test(text) && requestId === headers.get('x-request-id');
  const paths = details.map(({ path }) => path);
  return { status, reason, paths, fields: Object.keys(json), clean, asked: gateway.services.calls.length };
}

const refused = (status: number, reason: string, ...paths: string[]) => ({
  status,
  reason,
  paths: expect.arrayContaining(paths),
  fields: ENVELOPE,
  clean: true,
  asked: 0,
});
const invalid = (...paths: string[]) => refused(400, 'VALIDATION_FAILED', ...paths);

describe('bodies', () => {
  it.each(['{', '{"items":[}', 'hello', "{'a':1}", '\u0000', '{"items":[{"skuId":"1","quantity":1}]'])(
    '%j is no JSON',
    async (body) => {
      expect(await outcome(place(body))).toEqual(refused(400, 'MALFORMED_JSON'));
    },
  );

  it.each(['{"__proto__":{"admin":true},"items":[]}', '{"constructor":{"prototype":{"admin":true}},"items":[]}'])(
    '%s is poison',
    async (body) => void expect(await outcome(place(body))).toEqual(refused(400, 'MALFORMED_JSON')),
  );

  it('a harmless field named constructor is an unknown field', async () => {
    expect(await outcome(place('{"items":[{"skuId":"1","quantity":1}],"constructor":1}'))).toEqual(
      invalid('constructor'),
    );
  });

  it.each([
    ['unknown field', { items: [line], price: 1 }, 'price'],
    ['unknown field below', { items: [{ ...line, price: 1 }] }, 'items.0.price'],
    ['no items', {}, 'items'],
    ['empty items', { items: [] }, 'items'],
    [
      '51 lines',
      { items: Array.from({ length: 51 }, (_, index) => ({ skuId: String(index + 1), quantity: 1 })) },
      'items',
    ],
    ['items of a wrong type', { items: 'all' }, 'items'],
    ['quantity 0', { items: [{ ...line, quantity: 0 }] }, 'items.0.quantity'],
    ['quantity 100', { items: [{ ...line, quantity: 100 }] }, 'items.0.quantity'],
    ['quantity 1.5', { items: [{ ...line, quantity: 1.5 }] }, 'items.0.quantity'],
    ['quantity "2"', { items: [{ ...line, quantity: '2' }] }, 'items.0.quantity'],
    ['quantity null', { items: [{ ...line, quantity: null }] }, 'items.0.quantity'],
    ['quantity -1', { items: [line, { skuId: '2', quantity: -1 }] }, 'items.1.quantity'],
    ['SKU id of a wrong type', { items: [{ ...line, skuId: 111 }] }, 'items.0.skuId'],
    ['SKU id that is no number', { items: [{ ...line, skuId: 'x' }] }, 'items.0.skuId'],
    ['address id that is no number', { items: [line], addressId: "1' OR '1'='1" }, 'addressId'],
    ['remark too long', { items: [line], remark: 'x'.repeat(201) }, 'remark'],
    ['remark with a control character', { items: [line], remark: 'a\u0000b' }, 'remark'],
    ['an array', [line], ''],
    ['text', '"text"', ''],
    ['null', 'null', ''],
    ['nothing', '', ''],
  ])('refuses %s', async (_what, body, path) => {
    expect(await outcome(place(body))).toEqual(invalid(path));
  });

  it('names no more than 20 faults', async () => {
    const body = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`x${index}`, 1]));
    expect((await place(body)).json['details']).toHaveLength(20);
  });

  it('takes no more than 256 KiB', async () => {
    expect(await outcome(place({ items: [line], remark: 'x'.repeat(1024 * 1024) }))).toEqual(
      refused(413, 'BODY_TOO_LARGE'),
    );
    expect(await outcome(place(`${' '.repeat(256 * 1024 - 20)}{"items":[]}`))).toEqual(invalid('items'));
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'nonsense',
  ])('takes no %s', async (type) => {
    expect(await outcome(place('a=1', { 'content-type': type }))).toEqual(refused(415, 'UNSUPPORTED_MEDIA_TYPE'));
  });

  it.each([
    '/auth/logout',
    '/messages/read-all',
    '/orders/1/cancel',
    '/orders/1/confirm-receipt',
    '/orders/1/payments',
  ])('%s takes no fields', async (path) => {
    expect(await outcome(gateway.call('POST', path, { body: { a: 1 }, headers: withKey }))).toEqual(invalid('a'));
  });

  it.each([
    ['/auth/wechat-login', { code: 1 }, 'code'],
    ['/auth/wechat-login', { code: 'c', openid: 'o' }, 'openid'],
    ['/auth/wechat-login', { code: 'c', device: { platform: 'x'.repeat(33) } }, 'device.platform'],
    ['/auth/refresh', { refreshToken: '' }, 'refreshToken'],
    ['/users/me/phone', {}, 'code'],
    ['/subscriptions', { grants: [] }, 'grants'],
    ['/subscriptions', { grants: [{ templateId: 't', result: 'yes' }] }, 'grants.0.result'],
    ['/users/me/addresses', { name: '张三' }, 'phone'],
    ['/users/me/addresses', { name: ' ', userId: '8' }, 'userId'],
  ])('POST %s refuses %j', async (path, body, fault) => {
    expect(await outcome(gateway.call('POST', path, { body }))).toEqual(invalid(fault));
  });
});

describe('a request for a refund', () => {
  it.each([
    ['no reason', {}, 'reason'],
    ['an empty reason', { reason: '' }, 'reason'],
    ['a reason that says nothing', { reason: ' \n ' }, 'reason'],
    ['a reason of 81 characters', { reason: '长'.repeat(81) }, 'reason'],
    ['a reason with a control character', { reason: 'a\u0000' }, 'reason'],
    ['a reason of a wrong type', { reason: 1 }, 'reason'],
    ['0 fen', { reason: 'r', amount: 0 }, 'amount'],
    ['-1 fen', { reason: 'r', amount: -1 }, 'amount'],
    ['half a fen', { reason: 'r', amount: 0.5 }, 'amount'],
    ['more fen than can be counted', { reason: 'r', amount: 1e16 }, 'amount'],
    ['an amount as text', { reason: 'r', amount: '100' }, 'amount'],
    ['an amount of null', { reason: 'r', amount: null }, 'amount'],
    ['a payment', { reason: 'r', paymentId: '1' }, 'paymentId'],
    ['an array', [], ''],
    ['nothing', '', ''],
  ])('refuses %s', async (_what, body, path) => {
    expect(await outcome(gateway.call('POST', '/orders/21/refunds', { body, headers: withKey }))).toEqual(
      invalid(path),
    );
  });

  it.each([
    ['not_found', 'NOT_FOUND', 404],
    ['conflict', 'ORDER_STATE_CONFLICT', 409],
    ['conflict', 'PAYMENT_STATE_CONFLICT', 409],
    ['conflict', 'REFUND_EXCEEDS_PAYMENT', 409],
  ] as const)('passes the refusal %s %s on', async (kind, reason, status) => {
    gateway.services.on('RequestRefund', () => {
      throw new DomainError(kind, reason, 'inner words');
    });
    const answer = await gateway.call('POST', '/orders/21/refunds', { body: { reason: 'r' }, headers: withKey });
    expect(answer).toMatchObject({ status, json: { reason } });
    expect(answer.text).not.toContain('inner words');
  });
});

describe('ids, queries and keys', () => {
  it.each([
    'abc',
    '-1',
    '1.5',
    '0x1',
    '1%20',
    '99999999999999999999',
    '9'.repeat(21),
    '1;DROP',
    '%00',
    '%F0%9F%8D%B5',
    '1'.repeat(150),
  ])('refuses the id %s', async (id) => {
    for (const path of [
      `/orders/${id}`,
      `/users/${id}`,
      `/products/${id}`,
      `/payments/${id}`,
      `/refunds/${id}`,
      `/users/me/addresses/${id}`,
    ]) {
      expect(await outcome(gateway.call('GET', path))).toEqual(invalid());
    }
  });

  it.each([
    'limit=0',
    'limit=101',
    'limit=x',
    'limit=1e9',
    'limit=1&limit=2',
    'cursor=%20',
    'status=paid',
    'status=UNSPECIFIED',
  ])('refuses ?%s', async (query) => {
    expect(await outcome(gateway.call('GET', `/orders?${query}`))).toEqual(invalid(query.split('=')[0] ?? ''));
  });

  it('names a wrong id by the name of its parameter', async () => {
    expect(await outcome(gateway.call('GET', '/orders/abc'))).toEqual(invalid('id'));
  });

  it('knows no other route', async () => {
    expect(await outcome(gateway.call('GET', '/nothing/here'))).toEqual(refused(404, 'NOT_FOUND'));
    expect(await outcome(gateway.call('GET', '/orders//'))).toEqual(refused(404, 'NOT_FOUND'));
    expect(await outcome(gateway.call('GET', '/orders/%zz'))).toEqual(invalid());
  });

  it.each([
    ['PATCH', '/orders/1', 'GET, HEAD'],
    ['DELETE', '/orders', 'GET, HEAD, POST'],
    ['PUT', '/users/me', 'DELETE, GET, HEAD, PATCH'],
    ['DELETE', '/products/11/reviews', 'GET, HEAD, POST'],
    ['GET', '/auth/logout', 'POST'],
    ['POST', '/auth/sessions/9?x=1', 'DELETE'],
    ['DELETE', '/webhooks/wechat-pay/payments', 'POST'],
    ['PATCH', '/admin/skus/111', 'DELETE, GET, HEAD, PUT'],
    ['GET', '/admin/skus/111/stock', 'POST'],
    ['PUT', '/webhooks/wechat/messages', 'GET, HEAD, POST'],
  ])('does not offer %s %s', async (method, path, allow) => {
    const answer = await gateway.call(method, path);
    expect(answer).toMatchObject({ status: 405, json: { reason: 'METHOD_NOT_ALLOWED', code: 40500 } });
    expect(answer.headers.get('allow')).toBe(allow);
    expect(gateway.services.calls).toEqual([]);
  });

  it.each(['/orders', '/orders/21/payments', '/orders/21/refunds'])(
    'POST %s needs an Idempotency-Key',
    async (path) => {
      const body = { '/orders': { items: [line] }, '/orders/21/refunds': { reason: 'r' } }[path];
      const withKeyOf = (key: string) => gateway.call('POST', path, { body, headers: { 'idempotency-key': key } });
      expect(await outcome(gateway.call('POST', path, { body }))).toEqual(refused(400, 'IDEMPOTENCY_KEY_REQUIRED'));
      expect(await outcome(withKeyOf(''))).toEqual(refused(400, 'IDEMPOTENCY_KEY_REQUIRED'));
      expect(await outcome(withKeyOf('x'.repeat(256)))).toEqual(invalid('Idempotency-Key'));
      expect(await outcome(withKeyOf('a b'))).toEqual(invalid('Idempotency-Key'));
    },
  );
});
