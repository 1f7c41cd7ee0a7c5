import { createHash, randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { DomainError } from '@minisuite/kernel';
import { type CallOptions, type GatewayUnderTest, startGatewayUnderTest } from './gateway-under-test.js';
import { order } from './route-answers.js';
import { samples } from './samples.js';

let gateway: GatewayUnderTest;
beforeAll(async () => void (gateway = await startGatewayUnderTest({ trustedProxies: ['127.0.0.1'] })));
afterAll(() => gateway.stop());
afterEach(() => void jest.restoreAllMocks());

interface Known {
  readonly scopes: string[];
  readonly networks: string[];
}
/** What the user service knows, by the hash of the key. */
const known = new Map<string, Known | DomainError>();
const hashOf = (key: string) => createHash('sha256').update(key).digest('hex');
const aKey = (what: Partial<Known> | DomainError = {}): string => {
  const key = `msk_${randomBytes(32).toString('base64url')}`;
  const both = ['orders.read', 'orders.ship'];
  known.set(hashOf(key), what instanceof DomainError ? what : { scopes: both, networks: [], ...what });
  return key;
};
const refused = (reason: string) => new DomainError('unauthenticated', reason, 'x');

beforeEach(() => {
  gateway.services.reset();
  known.clear();
  gateway.services.on('AuthenticateApiKey', ({ hash }: { hash: string }) => {
    const found = known.get(hash) ?? refused('TOKEN_INVALID');
    if (found instanceof DomainError) throw found;
    return { id: '91', name: 'erp', ...found };
  });
  gateway.services.on('ListAllOrders', () => ({ orders: [samples.order], nextCursor: '' }));
  gateway.services.on('GetAnyOrder', () => ({ order: samples.order }));
  gateway.services.on('ShipOrder', () => ({ order: samples.order, replayed: true }));
});

const call = (method: string, path: string, key: string | undefined, options: CallOptions = {}) =>
  gateway.call(method, `/partner${path}`, {
    token: null,
    ...options,
    headers: { ...(key !== undefined && { 'x-api-key': key }), ...options.headers },
  });
const reasonOf = async (key: string | undefined, options: CallOptions = {}) => {
  const { status, json } = await call('GET', '/orders', key, options);
  return [status, json['reason']];
};
const asked = (rpc: string) => gateway.services.requestsOf(rpc).length;
const parcel = { carrier: 'SF', trackingNo: 'SF-1' };
const ship = (key: string, idempotencyKey: string | null = 'k') =>
  call('POST', '/orders/21/ship', key, {
    body: parcel,
    headers: idempotencyKey === null ? {} : { 'idempotency-key': idempotencyKey },
  });

describe("a partner's system", () => {
  it('reads orders, and where they go when it may ship', async () => {
    const { address: _, ...without } = order as typeof order & { address?: unknown };
    const list = await call('GET', '/orders?status=PAID&limit=5', aKey());
    expect([list.status, list.json['data']]).toEqual([200, { items: [order], nextCursor: null }]);
    expect(gateway.services.requestsOf('ListAllOrders')).toEqual([
      { limit: 5, cursor: '', status: 'ORDER_STATUS_PAID', userId: '' },
    ]);
    expect((await call('GET', '/orders/21', aKey())).json['data']).toEqual(order);
    const reader = aKey({ scopes: ['orders.read'] });
    expect((await call('GET', '/orders/21', reader)).json['data']).toEqual(without);
    expect((await call('GET', '/orders', reader)).json['data']).toEqual({ items: [without], nextCursor: null });
  });

  it('ships under its own name, with a key for each intent', async () => {
    const answer = await ship(aKey());
    expect([answer.status, answer.headers.get('idempotency-replayed')]).toEqual([200, 'true']);
    const shipped = gateway.services.calls.find(({ method }) => method === 'ShipOrder');
    expect(shipped?.request).toMatchObject({ id: '21', ...parcel, idempotencyKey: 'k' });
    expect(shipped?.metadata.getMap()).toMatchObject({ 'x-operator-id': '91', 'x-operator-name': 'api-key:erp' });
    expect((await ship(aKey(), null)).json['reason']).toBe('IDEMPOTENCY_KEY_REQUIRED');
  });

  it('is counted: its requests take from a budget of its own', async () => {
    const limits = { address: 0, session: 3, login: 0, refresh: 0, money: 0, write: 0, read: 0 };
    const counting = await startGatewayUnderTest({ rateLimits: limits });
    const id = randomBytes(6).readUIntBE(0, 6).toString();
    counting.services.on('AuthenticateApiKey', () => ({ id, name: 'erp', scopes: ['orders.read'], networks: [] }));
    counting.services.on('GetAnyOrder', () => ({ order: samples.order }));
    const options = { token: null, headers: { 'x-api-key': aKey() } };
    const answers: number[] = [];
    for (let time = 0; time < 4; time += 1) {
      answers.push((await counting.call('GET', '/partner/orders/21', options)).status);
    }
    await counting.stop();
    expect(answers).toEqual([200, 200, 200, 429]);
  });
});

describe('a key', () => {
  it.each([
    [undefined, 'TOKEN_MISSING'],
    ['', 'TOKEN_MISSING'],
    ['msk_short', 'TOKEN_INVALID'],
    [`msk_${'a'.repeat(44)}`, 'TOKEN_INVALID'],
    [`msk_${'%'.repeat(43)}`, 'TOKEN_INVALID'],
  ])('that is %j is refused, and nobody is asked', async (key, reason) => {
    expect(await reasonOf(key)).toEqual([401, reason]);
    expect(gateway.services.calls).toEqual([]);
  });

  it.each(['TOKEN_INVALID', 'TOKEN_EXPIRED'])('is refused with %s when the user service says so', async (reason) => {
    expect(await reasonOf(aKey(refused(reason)))).toEqual([401, reason]);
    expect(asked('ListAllOrders')).toBe(0);
  });

  it('is refused outside its networks, whatever somebody says of their address', async () => {
    const key = aKey({ networks: ['203.0.113.0/24', '2001:db8::/32', '198.51.100.7'] });
    const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });
    for (const inside of ['203.0.113.200', '198.51.100.7', '2001:db8::7', '::ffff:203.0.113.9', '203.0.113.1']) {
      expect([inside, ...(await reasonOf(key, from(inside)))]).toEqual([inside, 200, undefined]);
    }
    for (const outside of ['203.0.114.1', '198.51.100.8', '2001:db9::7', '127.0.0.1', 'nonsense']) {
      expect([outside, ...(await reasonOf(key, from(outside)))]).toEqual([outside, 403, 'IP_NOT_ALLOWED']);
    }
    // The proxy adds the address it sees; what stands before it was said by the caller.
    expect(await reasonOf(key, from('203.0.113.1, 192.0.2.1'))).toEqual([403, 'IP_NOT_ALLOWED']);
  });

  it('is asked for once by many requests at the same time, and again after a second', async () => {
    const key = aKey();
    // The second is over when the test says so, however busy the machine is.
    const start = Date.now();
    const now = jest.spyOn(Date, 'now').mockReturnValue(start);
    await Promise.all(Array.from({ length: 30 }, () => reasonOf(key)));
    known.set(hashOf(key), refused('TOKEN_INVALID'));
    now.mockReturnValue(start + 999);
    expect(await reasonOf(key)).toEqual([200, undefined]);
    expect(asked('AuthenticateApiKey')).toBe(1);
    now.mockReturnValue(start + 1000);
    expect(await reasonOf(key)).toEqual([401, 'TOKEN_INVALID']);
  });

  it('is asked for again when nobody could tell', async () => {
    const key = aKey(new DomainError('unavailable', 'SERVICE_UNAVAILABLE', 'x'));
    expect(await reasonOf(key)).toEqual([503, 'SERVICE_UNAVAILABLE']);
    known.set(hashOf(key), { scopes: ['orders.read'], networks: [] });
    expect(await reasonOf(key)).toEqual([200, undefined]);
  });
});
