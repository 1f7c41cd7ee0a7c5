import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { GetPayment } from '../src/payments/app/get-payment.js';
import { PaymentWorld, refusalOf } from './payment-world.js';

let world: PaymentWorld;

beforeAll(async () => {
  world = await PaymentWorld.start();
});
afterAll(() => world.stop());
afterEach(() => world.wechat.disturb.clear());

const get = (id: string, { sync = false, userId = '31' } = {}) =>
  world.service.get(GetPayment).execute({ userId, id, sync });
const opened = async () => (await world.create(world.orders.add().id)).payment;

describe('reading a payment', () => {
  it('answers what is known here without asking WeChat', async () => {
    const payment = await opened();
    world.wechat.pay(payment.outTradeNo);
    const before = world.wechat.queries;
    expect(await get(payment.id)).toEqual(payment);
    expect(world.wechat.queries).toBe(before);
  });

  it('of another user, or of nobody, finds nothing and asks nothing', async () => {
    const payment = await opened();
    const before = world.wechat.queries;
    expect(await refusalOf(get(payment.id, { userId: '32', sync: true }))).toMatchObject({ reason: 'NOT_FOUND' });
    expect(await refusalOf(get('1', { sync: true }))).toMatchObject({ reason: 'NOT_FOUND' });
    expect(world.wechat.queries).toBe(before);
  });

  it('asks WeChat on demand and books the money once', async () => {
    const payment = await opened();
    const { transactionId } = world.wechat.pay(payment.outTradeNo);
    const answers = await Promise.all(Array.from({ length: 20 }, () => get(payment.id, { sync: true })));
    for (const answer of answers) expect(answer).toMatchObject({ status: 'SUCCEEDED', transactionId });
    expect(await world.successesOf(payment.id)).toHaveLength(1);
    const before = world.wechat.queries;
    await get(payment.id, { sync: true });
    expect(world.wechat.queries).toBe(before);
  });

  it('takes over that WeChat has closed it', async () => {
    const payment = await opened();
    world.wechat.trade(payment.outTradeNo).state = 'CLOSED';
    expect(await get(payment.id, { sync: true })).toMatchObject({ status: 'CLOSED' });
  });

  it('stays pending while the user has not paid, or WeChat has never heard of it', async () => {
    const payment = await opened();
    expect(await get(payment.id, { sync: true })).toEqual(payment);
    world.wechat.trades.delete(payment.outTradeNo);
    expect(await get(payment.id, { sync: true })).toEqual(payment);
  });

  it('works while WeChat does not', async () => {
    const payment = await opened();
    world.wechat.pay(payment.outTradeNo);
    for (const answer of [
      () => Promise.reject(new TypeError('fetch failed')),
      () => world.wechat.refuse(500, 'SYSTEM_ERROR'),
      async () => new Response('{"trade_state":"SUCCESS"}'),
    ]) {
      world.wechat.disturb.set('query', answer);
      expect(await get(payment.id, { sync: true })).toEqual(payment);
    }
  });

  it('does not believe WeChat when it speaks of another amount', async () => {
    const payment = await opened();
    world.wechat.pay(payment.outTradeNo).order.amount.total = 1;
    expect(await get(payment.id, { sync: true })).toEqual(payment);
    expect(await world.successesOf(payment.id)).toEqual([]);
  });
});
