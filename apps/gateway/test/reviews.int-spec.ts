import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DomainError } from '@minisuite/kernel';
import { type GatewayUnderTest, operatorToken, send, startGatewayUnderTest, token } from './gateway-under-test.js';
import { samples } from './samples.js';

const PATH = '/products/11/reviews';
const { userId, productId: _product, orderId: _order, skuId: _sku, ...rest } = samples.review;
const review = {
  ...rest,
  status: 'PUBLISHED',
  createdAt: '2026-01-01T00:00:00.005Z',
  userId,
  nickname: '小明',
  avatarUrl: 'https://shop.example/static/avatars/default.svg',
};
const nobody = { userId: null, nickname: '', avatarUrl: '' };

let gateway: GatewayUnderTest;
beforeAll(async () => void (gateway = await startGatewayUnderTest()));
afterAll(() => gateway.stop());
beforeEach(() => {
  gateway.services.reset();
  gateway.services.on('BatchGetUsers', ({ ids }: { ids: string[] }) => ({
    users: ids
      .filter((id) => id !== '404')
      .map((id) => ({ ...samples.publicUser, id, avatarUrl: '/static/avatars/default.svg' })),
  }));
  gateway.services.on('ListReviews', () => ({ reviews: [samples.review], nextCursor: 'x' }));
  gateway.services.on('WriteReview', () => ({ review: samples.review }));
});

const callerOf = (method: string) =>
  gateway.services.calls.find((call) => call.method === method)?.metadata.get('x-user-id')[0];

describe('the reviews of a product', () => {
  it('are shown with the names of their authors, to anybody', async () => {
    const { status, json } = await gateway.call('GET', `${PATH}?limit=5&cursor=abc`, { token: null });
    expect([status, json['data']]).toEqual([200, { items: [review], nextCursor: 'x' }]);
    expect(gateway.services.requestsOf('ListReviews')).toEqual([{ productId: '11', limit: 5, cursor: 'abc' }]);
    expect(callerOf('ListReviews')).toBeUndefined();
  });

  it('are asked for in the name of who is logged in', async () => {
    expect((await gateway.call('GET', PATH, { token: token({ sub: '8' }) })).status).toBe(200);
    expect(callerOf('ListReviews')).toBe('8');
    expect(callerOf('BatchGetUsers')).toBeUndefined();
  });

  it.each([
    ['an expired token', () => token({}, { expiresIn: -1 }), 'TOKEN_EXPIRED'],
    ['a token that is none', () => 'a.b.c', 'TOKEN_INVALID'],
    ['the token of an operator', () => operatorToken(), 'TOKEN_INVALID'],
  ])('are not shown for %s, as if nobody had asked', async (_what, bad, reason) => {
    const { status, json } = await gateway.call('GET', PATH, { token: bad() });
    expect([status, json['reason'], gateway.services.calls]).toEqual([401, reason, []]);
  });

  it('are not shown for a session that has ended', async () => {
    await gateway.redis.set('session:ended:88', '1', 'PX', 10_000);
    const { json } = await gateway.call('GET', PATH, { token: token({ sid: '88' }) });
    expect(json['reason']).toBe('SESSION_REVOKED');
  });

  it('name nobody who has left, and ask for all names in few calls', async () => {
    const authors = ['7', '404', '', '9', '7'];
    const reviews = authors.map((author, index) => ({ ...samples.review, id: String(index), userId: author }));
    gateway.services.on('ListReviews', () => ({ reviews, nextCursor: '' }));
    const { json } = await gateway.call('GET', PATH, { token: null });
    const { items } = json['data'] as { items: { userId: string | null; nickname: string }[] };
    expect(items.map((item) => item.userId)).toEqual(['7', null, null, '9', '7']);
    expect(items[1]).toMatchObject(nobody);
    expect(items[2]).toMatchObject(nobody);
    expect(gateway.services.requestsOf('BatchGetUsers')).toHaveLength(1);
  });

  it('are documented as open, with a token or without', async () => {
    const { json } = await send(`${gateway.url}/openapi.json`, 'GET', { token: null });
    const { paths } = json as { paths: Record<string, Record<string, { security: object[] }>> };
    const { get, post } = paths['/api/v1/products/{id}/reviews'] ?? {};
    expect([get?.security, post?.security]).toEqual([expect.arrayContaining([{}, { bearer: [] }]), [{ bearer: [] }]]);
  });
});

describe('writing a review', () => {
  const body = { orderId: '21', skuId: '111', rating: 5, text: '好茶' };

  it('is done in the name of the buyer', async () => {
    const { status, json } = await gateway.call('POST', PATH, { body });
    expect([status, json['data']]).toEqual([201, review]);
    expect(gateway.services.requestsOf('WriteReview')).toEqual([{ productId: '11', ...body }]);
    expect(callerOf('WriteReview')).toBe('7');
  });

  it('says that it waits while WeChat cannot be asked', async () => {
    gateway.services.on('WriteReview', () => ({ review: { ...samples.review, status: 'REVIEW_STATUS_PENDING' } }));
    const { json } = await gateway.call('POST', PATH, { body });
    expect(json['data']).toEqual({ ...review, status: 'PENDING' });
  });

  it('is for those who are logged in', async () => {
    const { status, json } = await gateway.call('POST', PATH, { body, token: null });
    expect([status, json['reason'], gateway.services.calls]).toEqual([401, 'TOKEN_MISSING', []]);
  });

  it.each([
    ['orderId', { orderId: 'x' }],
    ['orderId', { orderId: undefined }],
    ['skuId', { skuId: 111 }],
    ['rating', { rating: 0 }],
    ['rating', { rating: 6 }],
    ['rating', { rating: 4.5 }],
    ['rating', { rating: '5' }],
    ['text', { text: ' \n ' }],
    ['text', { text: '好'.repeat(501) }],
    ['text', { text: 'a\u0000' }],
    ['text', { text: undefined }],
    ['status', { status: 'PUBLISHED' }],
    ['userId', { userId: '8' }],
  ])('is refused for a wrong %s: %j', async (path, part) => {
    const { status, json } = await gateway.call('POST', PATH, { body: { ...body, ...part } });
    expect([status, json['reason'], json['details']]).toEqual([
      400,
      'VALIDATION_FAILED',
      [expect.objectContaining({ path })],
    ]);
    expect(gateway.services.calls).toEqual([]);
  });

  it('is refused for a product that is none', async () => {
    for (const id of ['x', '-1', '9'.repeat(20)]) {
      for (const method of ['GET', 'POST']) {
        const answer = await gateway.call(method, `/products/${id}/reviews`, method === 'POST' ? { body } : {});
        expect([answer.status, answer.json['reason']]).toEqual([400, 'VALIDATION_FAILED']);
      }
    }
    expect(gateway.services.calls).toEqual([]);
  });

  it.each([
    ['not_found', 'NOT_FOUND', 404],
    ['conflict', 'CONFLICT', 409],
    ['conflict', 'ORDER_STATE_CONFLICT', 409],
    ['invalid', 'VALIDATION_FAILED', 400],
  ] as const)('passes the refusal %s %s on', async (kind, reason, expected) => {
    gateway.services.on('WriteReview', () => {
      throw new DomainError(kind, reason, 'inner words', [{ path: 'text', message: 'is not acceptable' }]);
    });
    const { status, json, text } = await gateway.call('POST', PATH, { body });
    expect([status, json['reason']]).toEqual([expected, reason]);
    expect(text).not.toContain('inner words');
  });
});
