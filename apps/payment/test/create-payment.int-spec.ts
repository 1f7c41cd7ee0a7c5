import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { payParamsMessage, rsaVerify } from '@minisuite/wechat';
import { PayOrder } from '../src/payments/app/pay-order.js';
import { PREPAY_USABLE_MS } from '../src/payments/domain/payment.js';
import { APP_ID, MCH_ID } from './fake-wechat.js';
import { NOTIFY_URL, PaymentWorld, refusalOf } from './payment-world.js';

let world: PaymentWorld;

beforeAll(async () => {
  world = await PaymentWorld.start();
});
afterAll(() => world.stop());
afterEach(() => world.wechat.disturb.clear());

const process = (orderId: string, amount: number, userId: string | null = '31') =>
  world.service.get(PayOrder).execute({ userId, orderId, amount });
const bodiesOf = (outTradeNo: string) => world.wechat.prepayBodies.filter((body) => body.includes(`"${outTradeNo}"`));

describe('paying an order', () => {
  it('opens a payment at WeChat and signs what the phone needs', async () => {
    const order = world.orders.add();
    const { payment, payParams, replayed } = await world.create(order.id);
    expect(replayed).toBe(false);
    expect(payment).toMatchObject({
      orderId: order.id,
      userId: '31',
      amount: 1990,
      currency: 'CNY',
      status: 'PENDING',
    });
    expect(payment.outTradeNo).toBe(`M${payment.id}`);
    expect(world.wechat.trade(payment.outTradeNo).order).toEqual({
      appid: APP_ID,
      mchid: MCH_ID,
      description: '青瓷茶杯',
      out_trade_no: payment.outTradeNo,
      time_expire: '2026-01-01T08:15:00+08:00',
      notify_url: NOTIFY_URL,
      amount: { total: 1990, currency: 'CNY' },
      payer: { openid: 'oFake31' },
    });
    const { timeStamp, nonceStr, paySign } = payParams;
    const message = payParamsMessage({ appId: APP_ID, timeStamp, nonceStr, prepayId: payment.prepayId ?? '' });
    expect(rsaVerify(message, paySign, world.wechat.merchant.publicKey)).toBe(true);
  });

  it('gives the same payment again while it is pending, freshly signed, without asking WeChat', async () => {
    const order = world.orders.add();
    const first = await world.create(order.id);
    const again = await world.create(order.id);
    expect(again.payment).toEqual(first.payment);
    expect(again.replayed).toBe(false);
    expect(again.payParams.package).toBe(first.payParams.package);
    expect(again.payParams.nonceStr).not.toBe(first.payParams.nonceStr);
    expect(bodiesOf(first.payment.outTradeNo)).toHaveLength(1);
  });

  it('renews an old prepay with identical values', async () => {
    const expiresAt = new Date(world.clock.now().getTime() + 3 * PREPAY_USABLE_MS);
    const order = world.orders.add({ expiresAt });
    const first = await world.create(order.id);
    world.clock.advance(PREPAY_USABLE_MS);
    const renewed = await world.create(order.id);
    expect(renewed.payment.id).toBe(first.payment.id);
    expect(renewed.payment.prepayId).not.toBe(first.payment.prepayId);
    const bodies = bodiesOf(first.payment.outTradeNo);
    expect(bodies).toHaveLength(2);
    expect(new Set(bodies).size).toBe(1);
  });

  it('opens one payment for 20 callers at once', async () => {
    const order = world.orders.add();
    const created = await Promise.all(Array.from({ length: 20 }, () => world.create(order.id)));
    expect(new Set(created.map(({ payment }) => payment.outTradeNo)).size).toBe(1);
    expect(new Set(bodiesOf(created[0]?.payment.outTradeNo ?? '')).size).toBe(1);
    expect(await world.rows('SELECT id FROM payment WHERE order_id = ?', [order.id])).toHaveLength(1);
  });

  it('takes the amount of the order and no other', async () => {
    const order = world.orders.add();
    expect(await refusalOf(process(order.id, 1989))).toMatchObject({
      reason: 'CONFLICT',
      details: [{ path: 'amount' }],
    });
    expect(await world.rows('SELECT id FROM payment WHERE order_id = ?', [order.id])).toHaveLength(0);
    expect(await process(order.id, 1990)).toMatchObject({ paid: false });
  });

  it('is refused for an order of another user, even when the order service tells of it', async () => {
    const order = world.orders.add();
    expect(await refusalOf(world.create(order.id, { userId: '32' }))).toMatchObject({ reason: 'NOT_FOUND' });
    expect(await refusalOf(process(order.id, 1990, '32'))).toMatchObject({ reason: 'NOT_FOUND' });
    expect(await world.rows('SELECT id FROM payment WHERE order_id = ?', [order.id])).toHaveLength(0);
  });

  it('is open to a service without a user', async () => {
    const { id } = world.orders.add();
    expect(await process(id, 1990, null)).toMatchObject({ paid: false, payment: { userId: '31' } });
  });

  it('is refused when there is no such order, it waits for no payment, or its time has run out', async () => {
    const { id } = world.orders.add({ awaitsPayment: false });
    const late = world.orders.add({ expiresAt: world.clock.now() });
    expect(await refusalOf(world.create('1'))).toMatchObject({ reason: 'NOT_FOUND' });
    expect(await refusalOf(world.create(id))).toMatchObject({ reason: 'ORDER_STATE_CONFLICT' });
    expect(await refusalOf(world.create(late.id))).toMatchObject({ reason: 'ORDER_STATE_CONFLICT' });
  });
});

describe('when WeChat says something else', () => {
  const expired = async () => {
    const expiresAt = new Date(world.clock.now().getTime() + 3 * PREPAY_USABLE_MS);
    const order = world.orders.add({ expiresAt });
    const { payment } = await world.create(order.id);
    world.clock.advance(PREPAY_USABLE_MS);
    return { order, payment };
  };

  it('ORDERPAID: asks, books the money and says that the order is paid', async () => {
    const { order, payment } = await expired();
    const { transactionId } = world.wechat.pay(payment.outTradeNo);
    expect(await refusalOf(world.create(order.id))).toMatchObject({ reason: 'PAYMENT_STATE_CONFLICT' });
    expect(await world.successesOf(payment.id)).toHaveLength(1);
    expect(await process(order.id, 1990)).toMatchObject({ paid: true, payment: { id: payment.id, transactionId } });
  });

  it('ORDER_CLOSED: closes the payment, so that the next one gets a new number', async () => {
    const { order, payment } = await expired();
    world.wechat.trade(payment.outTradeNo).state = 'CLOSED';
    expect(await refusalOf(world.create(order.id))).toMatchObject({ reason: 'PAYMENT_STATE_CONFLICT' });
    const next = await world.create(order.id);
    expect(next.payment.outTradeNo).not.toBe(payment.outTradeNo);
  });

  it('ORDER_CLOSED in an unsigned answer that the query denies: closes nothing', async () => {
    const { order, payment } = await expired();
    world.wechat.disturb.set('prepay', () => world.wechat.refuse(400, 'ORDER_CLOSED'));
    expect(await refusalOf(world.create(order.id))).toMatchObject({ reason: 'PAYMENT_STATE_CONFLICT' });
    world.wechat.disturb.clear();
    expect((await world.create(order.id)).payment.id).toBe(payment.id);
  });

  it.each([
    ['a broken connection', () => Promise.reject(new TypeError('fetch failed'))],
    ['SYSTEM_ERROR', () => world.wechat.refuse(500, 'SYSTEM_ERROR')],
    ['FREQUENCY_LIMITED', () => world.wechat.refuse(429, 'FREQUENCY_LIMITED')],
    ['SIGN_ERROR', () => world.wechat.refuse(401, 'SIGN_ERROR')],
    ['a forged answer', async () => new Response('{"prepay_id":"wx-forged"}')],
  ])('%s: unavailable, and the same number next time', async (_, answer) => {
    const order = world.orders.add();
    world.wechat.disturb.set('prepay', answer);
    expect(await refusalOf(world.create(order.id, { key: `k-${order.id}` }))).toMatchObject({
      kind: 'unavailable',
      reason: 'WECHAT_UNAVAILABLE',
    });
    world.wechat.disturb.clear();
    const [row] = await world.rows<{ out_trade_no: string }>('SELECT out_trade_no FROM payment WHERE order_id = ?', [
      order.id,
    ]);
    const { payment, replayed } = await world.create(order.id, { key: `k-${order.id}` });
    expect(payment.outTradeNo).toBe(row?.out_trade_no);
    expect(replayed).toBe(false);
  });

  it('nothing, after it has acted: the same order, not a second one', async () => {
    const order = world.orders.add();
    world.wechat.disturb.set('prepay', async (answer) => {
      await answer();
      throw new TypeError('fetch failed');
    });
    expect(await refusalOf(world.create(order.id))).toMatchObject({ reason: 'WECHAT_UNAVAILABLE' });
    world.wechat.disturb.clear();
    const { payment } = await world.create(order.id);
    expect(
      [...world.wechat.trades.values()].filter((trade) => trade.order.out_trade_no === payment.outTradeNo),
    ).toHaveLength(1);
    expect(new Set(bodiesOf(payment.outTradeNo)).size).toBe(1);
  });
});
