import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { AskPendingPayments } from '../src/payments/app/ask-pending-payments.js';
import { Money } from './money.js';
import { PaymentWorld } from './payment-world.js';

let world: PaymentWorld;
let money: Money;

beforeAll(async () => {
  world = await PaymentWorld.start();
  money = new Money(world);
});
afterAll(() => world.stop());
afterEach(() => world.wechat.disturb.clear());

const ask = () => world.service.get(AskPendingPayments).execute();
const askedAfter = async (seconds: number) => {
  world.clock.advance(seconds * 1000);
  const before = world.wechat.queries;
  await ask();
  return world.wechat.queries - before;
};

describe('a payment whose notification was lost', () => {
  it('is found by asking WeChat', async () => {
    const { payment } = await world.create(world.orders.add().id);
    world.wechat.pay(payment.outTradeNo);
    expect(await askedAfter(9)).toBe(0);
    expect(await askedAfter(1)).toBe(1);
    expect(await money.payment(payment.id)).toMatchObject({ status: 'SUCCEEDED' });
    expect(await money.told(payment.id)).toEqual(['payment.succeeded.v1']);
    expect(await askedAfter(3600)).toBe(0);
  });

  it('is asked for at widening distances until it is final', async () => {
    const { payment } = await world.create(world.orders.add().id);
    const asked: number[] = [];
    for (const seconds of [10, 19, 1, 39, 1, 79, 1]) asked.push(await askedAfter(seconds));
    expect(asked).toEqual([1, 0, 1, 0, 1, 0, 1]);
    world.wechat.trade(payment.outTradeNo).state = 'CLOSED';
    expect(await askedAfter(160)).toBe(1);
    expect(await money.payment(payment.id)).toMatchObject({ status: 'CLOSED' });
    expect(await askedAfter(7200)).toBe(0);
  });

  it('is asked for later when WeChat does not answer', async () => {
    const { payment } = await world.create(world.orders.add().id);
    world.wechat.disturb.set('query', () => world.wechat.refuse(500, 'SYSTEM_ERROR'));
    world.clock.advance(10_000);
    await ask();
    expect(await money.payment(payment.id)).toMatchObject({ status: 'PENDING' });
    world.wechat.disturb.clear();
    world.wechat.pay(payment.outTradeNo);
    expect(await askedAfter(19)).toBe(0);
    expect(await askedAfter(1)).toBe(1);
    expect(await money.payment(payment.id)).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('is no matter of others: a mismatch leaves it open and is tried again', async () => {
    const { payment } = await world.create(world.orders.add().id);
    const trade = world.wechat.pay(payment.outTradeNo);
    trade.order.amount.total = 1;
    expect(await askedAfter(10)).toBe(1);
    expect(await money.payment(payment.id)).toMatchObject({ status: 'PENDING' });
  });
});
