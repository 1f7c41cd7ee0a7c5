import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Buyer, data, E2eSystem, eventually, key } from './e2e-system.js';

interface Product {
  skus: { id: string; price: number; available: number }[];
}
interface Order {
  id: string;
  status: string;
  amount: number;
}

const address = { name: '张三', phone: '13800138000', province: '广东省', city: '广州市', detail: '新港中路397号' };

let e2e: E2eSystem;
let buyer: Buyer;
let other: Buyer;
let skuId: string;
beforeAll(async () => {
  e2e = await E2eSystem.start();
  [buyer, other] = await Promise.all([e2e.login(), e2e.login()]);
  const { items } = data<{ items: Product[] }>(await e2e.call('GET', '/products?limit=100'));
  skuId = items.flatMap(({ skus }) => skus).find(({ available }) => available >= 50)?.id ?? '';
});
afterAll(() => e2e.stop());

const place = (who: Buyer, body: object = { items: [{ skuId, quantity: 1 }] }, idempotencyKey?: string) =>
  who.call('POST', '/orders', { body, headers: key(idempotencyKey) });

/** Everything that a user could change, as checksums. */
async function fingerprint(): Promise<unknown> {
  const tables = {
    user: ['account', 'session', 'address'],
    order: ['orders', 'order_line', 'sku', 'stock_movement'],
    payment: ['payment'],
    message: ['message', 'subscription_consent'],
  } as const;
  const of = (service: keyof typeof tables) => e2e.rows(service, `CHECKSUM TABLE ${tables[service].join(', ')}`);
  return await Promise.all([of('user'), of('order'), of('payment'), of('message')]);
}

describe('a profile', () => {
  it('is changed with what WeChat would show to others, and with nothing else', async () => {
    const change = (body: object) => buyer.call('PATCH', '/users/me', { body });
    expect(data(await change({ nickname: '老王', city: '杭州' }))).toMatchObject({ nickname: '老王', city: '杭州' });
    const refused = await change({ nickname: '[risky] 老王' });
    expect([refused.status, refused.json['details']]).toEqual([
      400,
      [{ path: 'nickname', message: 'is not acceptable' }],
    ]);
    expect((await change({ avatarUrl: 'https://169.254.169.254/latest' })).status).toBe(400);
    expect(data(await e2e.call('GET', `/users/${buyer.id}`))).toMatchObject({ nickname: '老王', city: '杭州' });
  });

  it('has the picture that WeChat lets pass, and until it has said so its owner alone sees it', async () => {
    const change = async (avatarUrl: string) => data(await buyer.call('PATCH', '/users/me', { body: { avatarUrl } }));
    const mine = async () => data<Record<string, unknown>>(await buyer.call('GET', '/users/me'));
    const shown = async () => data<{ avatarUrl: string }>(await e2e.call('GET', `/users/${buyer.id}`)).avatarUrl;
    const [before, fine, risky] = [await shown(), 'https://wx.qlogo.cn/fine/132', 'https://wx.qlogo.cn/risky/132'];
    expect(await change(fine)).toMatchObject({ avatarUrl: fine, avatarPending: true });
    expect(await shown()).toBe(before);
    await eventually('the picture is shown', async () => (await shown()) === fine);
    expect(await mine()).not.toHaveProperty('avatarPending');
    await change(risky);
    await eventually('the picture is dropped', async () => (await mine())['avatarRejected']);
    expect(await mine()).toMatchObject({ avatarUrl: fine });
    expect(await shown()).toBe(fine);
  });
});

describe('what belongs to somebody else', () => {
  it('does not exist, by any route, and stays as it is', async () => {
    const addressId = data<{ id: string }>(await buyer.call('POST', '/users/me/addresses', { body: address })).id;
    const order = data<Order>(await place(buyer));
    const payment = data<{ paymentId: string; outTradeNo: string }>(
      await buyer.call('POST', `/orders/${order.id}/payments`, { headers: key() }),
    );
    await e2e.wechat('POST', '/pay', { outTradeNo: payment.outTradeNo });
    const message = await eventually('a message', async () => {
      const page = data<{ items: { id: string }[] }>(await buyer.call('GET', '/messages'));
      return page.items[0];
    });
    const unpaid = data<Order>(await place(buyer));
    const before = await fingerprint();
    const routes: [string, string, object?][] = [
      ['GET', `/users/me/addresses/${addressId}`],
      ['PUT', `/users/me/addresses/${addressId}`, { ...address, name: '李四' }],
      ['DELETE', `/users/me/addresses/${addressId}`],
      ['GET', `/orders/${order.id}`],
      ['POST', `/orders/${unpaid.id}/cancel`],
      ['POST', `/orders/${unpaid.id}/payments`],
      ['GET', `/payments/${payment.paymentId}`],
      ['GET', `/payments/${payment.paymentId}?sync=true`],
      ['POST', `/messages/${message.id}/read`],
      ['POST', '/orders', { items: [{ skuId, quantity: 1 }], addressId }],
    ];
    for (const [method, path, body] of routes) {
      const answer = await other.call(method, path, { body, headers: key() });
      expect([method, path, answer.status, answer.json['reason']]).toEqual([method, path, 404, 'NOT_FOUND']);
    }
    for (const list of ['/orders', '/messages', '/users/me/addresses']) {
      expect(data<{ items: unknown[] }>(await other.call('GET', list)).items).toEqual([]);
    }
    expect(await fingerprint()).toEqual(before);
  });
});

describe('bad input', () => {
  it('is refused as documented and changes nothing', async () => {
    const item = { skuId, quantity: 1 };
    const kept = randomUUID();
    expect((await place(buyer, { items: [item] }, kept)).status).toBe(201);
    const code = await e2e.loginCode('e2e-once');
    data(await e2e.call('POST', '/auth/wechat-login', { body: { code } }));
    const before = await fingerprint();
    const nobody = '999999999999999999';
    const answers = [
      [await place(buyer, { items: [{ skuId: nobody, quantity: 1 }] }), 404, 'NOT_FOUND'],
      [await place(buyer, { items: [item, item] }), 400, 'VALIDATION_FAILED'],
      [await place(buyer, { items: [{ skuId, quantity: 100 }] }), 400, 'VALIDATION_FAILED'],
      [await place(buyer, { items: [item], addressId: nobody }), 404, 'NOT_FOUND'],
      [await place(buyer, { items: [{ skuId, quantity: 2 }] }, kept), 422, 'IDEMPOTENCY_KEY_REUSED'],
      [await buyer.call('GET', `/orders/${nobody}`), 404, 'NOT_FOUND'],
      [await buyer.call('POST', `/orders/${nobody}/cancel`), 404, 'NOT_FOUND'],
      [await buyer.call('POST', `/orders/${nobody}/payments`, { headers: key() }), 404, 'NOT_FOUND'],
      [await buyer.call('GET', `/payments/${nobody}`), 404, 'NOT_FOUND'],
      [await e2e.call('GET', `/users/${nobody}`), 404, 'NOT_FOUND'],
      [await e2e.call('GET', `/products/${nobody}`), 404, 'NOT_FOUND'],
      [await buyer.call('POST', `/messages/${nobody}/read`), 404, 'NOT_FOUND'],
      [await e2e.call('POST', '/auth/wechat-login', { body: { code } }), 401, 'WECHAT_CODE_INVALID'],
      [await e2e.call('POST', '/auth/wechat-login', { body: { code: 'never-issued' } }), 401, 'WECHAT_CODE_INVALID'],
      [await e2e.call('POST', '/auth/refresh', { body: { refreshToken: 'x'.repeat(43) } }), 401, 'TOKEN_INVALID'],
      [await buyer.call('POST', '/users/me/phone', { body: { code: 'never-issued' } }), 401, 'WECHAT_CODE_INVALID'],
      [await buyer.call('GET', '/orders?cursor=bm9uZQ'), 400, 'VALIDATION_FAILED'],
    ] as const;
    expect(answers.map(([{ status, json }]) => [status, json['reason']])).toEqual(
      answers.map(([, status, reason]) => [status, reason]),
    );
    expect(await fingerprint()).toEqual(before);
  });
});

describe('races', () => {
  it('20 orders with one key are one order and one answer', async () => {
    const idempotencyKey = randomUUID();
    const answers = await Promise.all(Array.from({ length: 20 }, () => place(buyer, undefined, idempotencyKey)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ json }) => JSON.stringify(json['data']))).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === null)).toHaveLength(1);
  });

  it('20 payments of one order are one payment', async () => {
    const order = data<Order>(await place(buyer));
    const pay = () => buyer.call('POST', `/orders/${order.id}/payments`, { headers: key() });
    const payments = (await Promise.all(Array.from({ length: 20 }, pay))).map((answer) =>
      data<{ paymentId: string }>(answer),
    );
    expect(new Set(payments.map(({ paymentId }) => paymentId)).size).toBe(1);
  });

  it('20 first logins of one openid are one account', async () => {
    const openid = `e2e-${randomUUID()}`;
    const buyers = await Promise.all(Array.from({ length: 20 }, () => e2e.login(openid)));
    expect(new Set(buyers.map(({ id }) => id)).size).toBe(1);
    expect(await e2e.rows('user', `SELECT id FROM account WHERE openid = '${openid}'`)).toHaveLength(1);
  });

  it('goods for 10 are not sold to 30', async () => {
    const { items } = data<{ items: Product[] }>(await e2e.call('GET', '/products?limit=100'));
    const { id, available } = items
      .flatMap(({ skus }) => skus)
      .find((sku) => sku.id !== skuId && sku.available >= 10) ?? {
      id: '',
      available: 0,
    };
    const quantity = Math.min(99, Math.floor(available / 10));
    const fits = Math.floor(available / quantity);
    const want = { items: [{ skuId: id, quantity }] };
    const answers = await Promise.all(Array.from({ length: 30 }, () => place(buyer, want)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(fits);
    expect(answers.filter(({ json }) => json['reason'] === 'OUT_OF_STOCK')).toHaveLength(30 - fits);
  });
});
