import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { AskPendingPayments } from '../src/payments/app/ask-pending-payments.js';
import { CloseOrders } from '../src/payments/app/close-orders.js';
import { Money } from './money.js';
import { PaymentWorld, refusalOf } from './payment-world.js';

let world: PaymentWorld;
let money: Money;

beforeAll(async () => {
  world = await PaymentWorld.start();
  money = new Money(world);
});
afterAll(() => world.stop());
afterEach(() => world.wechat.disturb.clear());

const close = async (...orderIds: string[]) => {
  const closings = await world.service.get(CloseOrders).execute(orderIds);
  return closings.map(({ outcome }) => outcome);
};
const fail = () => world.wechat.refuse(500, 'SYSTEM_ERROR');
const timeOut = () => Promise.reject(new DOMException('too late', 'TimeoutError'));

describe('an order that nobody has paid', () => {
  it('and nobody has tried to pay is closed, and cannot be paid any more', async () => {
    const order = world.orders.add();
    expect(await close(order.id)).toEqual(['CLOSED']);
    expect(await refusalOf(world.create(order.id))).toMatchObject({ reason: 'ORDER_STATE_CONFLICT' });
    expect(await close(order.id)).toEqual(['CLOSED']);
  });

  it('is closed at WeChat first', async () => {
    const { payment } = await world.create(world.orders.add().id);
    expect(await close(payment.orderId)).toEqual(['CLOSED']);
    expect(world.wechat.trade(payment.outTradeNo).state).toBe('CLOSED');
    expect(await money.payment(payment.id)).toMatchObject({ status: 'CLOSED' });
  });

  it('is closed although WeChat has never heard of its payment', async () => {
    const order = world.orders.add();
    world.wechat.disturb.set('prepay', timeOut);
    await refusalOf(world.create(order.id));
    expect(await close(order.id)).toEqual(['CLOSED']);
  });

  it.each([
    ['close', fail],
    ['close', timeOut],
    ['query', fail],
    ['query', timeOut],
  ] as const)('stays open while WeChat does not answer: %s', async (call, failure) => {
    const { payment } = await world.create(world.orders.add().id);
    world.wechat.disturb.set(call, failure);
    expect(await close(payment.orderId)).toEqual(['UNKNOWN']);
    expect(await money.payment(payment.id)).toMatchObject({ status: 'PENDING' });
    world.wechat.disturb.clear();
    expect(await close(payment.orderId)).toEqual(['CLOSED']);
  });

  it('is believed to be open when WeChat says so, whatever it answered to the closing', async () => {
    const { payment } = await world.create(world.orders.add().id);
    world.wechat.disturb.set('close', () => Promise.resolve(new Response(null, { status: 400 })));
    expect(await close(payment.orderId)).toEqual(['UNKNOWN']);
  });

  it('is closed when the answer to the closing was lost', async () => {
    const { payment } = await world.create(world.orders.add().id);
    world.wechat.disturb.set('close', async (answer) => {
      await answer();
      return timeOut();
    });
    expect(await close(payment.orderId)).toEqual(['UNKNOWN']);
    world.wechat.disturb.clear();
    expect(await close(payment.orderId)).toEqual(['CLOSED']);
  });
});

describe('an order that was paid', () => {
  it('without our knowledge is paid, and not closed', async () => {
    const { payment } = await world.create(world.orders.add().id);
    world.wechat.pay(payment.outTradeNo);
    const [closing] = await world.service.get(CloseOrders).execute([payment.orderId]);
    expect(closing).toMatchObject({ outcome: 'PAID', payment: { paymentId: payment.id, amount: 1990 } });
    expect(await money.told(payment.id)).toEqual(['payment.succeeded.v1']);
    expect(await money.ledger(payment.id)).toEqual({ wechat: 1990, orders: -1990 });
  });

  it('is told with its payment however often it is asked for', async () => {
    const payment = await money.paid();
    expect(await close(payment.orderId, payment.orderId)).toEqual(['PAID', 'PAID']);
  });

  it('is closed among others, each with its own answer', async () => {
    const paid = await money.paid();
    const { payment: open } = await world.create(world.orders.add().id);
    const { payment: stuck } = await world.create(world.orders.add().id);
    const none = world.orders.add();
    world.wechat.disturb.set('query', (answer) =>
      world.wechat.trade(stuck.outTradeNo).state === 'CLOSED' && world.wechat.trade(open.outTradeNo).state === 'CLOSED'
        ? fail()
        : Promise.resolve(answer()),
    );
    const outcomes = await close(paid.orderId, none.id, open.orderId, stuck.orderId);
    expect(outcomes.slice(0, 2)).toEqual(['PAID', 'CLOSED']);
    expect(outcomes.slice(2)).toContain('UNKNOWN');
  });
});

describe('money that comes', () => {
  it('after the order was closed goes back by itself, and never pays it', async () => {
    const { payment } = await world.create(world.orders.add().id);
    await close(payment.orderId);
    world.wechat.pay(payment.outTradeNo);
    await money.notifyPaid(payment.outTradeNo);
    await money.notifyPaid(payment.outTradeNo);
    expect(await money.told(payment.id)).toEqual(['payment.unexpected.v1']);
    const refunds = await money.refundsOf(payment.id);
    expect(refunds).toMatchObject([{ kind: 'ORDER_CLOSED', status: 'PROCESSING', amount: '1990' }]);
    await money.sendDue();
    await money.notifyRefund(refunds[0]?.out_refund_no ?? '');
    expect(await money.payment(payment.id)).toMatchObject({ status: 'REFUNDED', refunded_amount: '1990' });
    expect(await money.ledger(payment.id)).toEqual({ wechat: 0, returns: 0 });
    expect(await close(payment.orderId)).toEqual(['CLOSED']);
  });

  it('by a second payment goes back', async () => {
    const { payment: first } = await world.create(world.orders.add().id);
    world.wechat.trade(first.outTradeNo).state = 'CLOSED';
    world.clock.advance(10_000);
    await world.service.get(AskPendingPayments).execute();
    const { payment: second } = await world.create(first.orderId);
    expect(second.id).not.toBe(first.id);
    world.wechat.pay(second.outTradeNo);
    await money.notifyPaid(second.outTradeNo);
    world.wechat.pay(first.outTradeNo);
    await money.notifyPaid(first.outTradeNo);
    expect(await money.told(second.id)).toEqual(['payment.succeeded.v1']);
    expect(await money.told(first.id)).toEqual(['payment.unexpected.v1']);
    expect(await money.refundsOf(first.id)).toMatchObject([{ kind: 'PAID_TWICE', amount: '1990' }]);
    expect(await money.refundsOf(second.id)).toEqual([]);
  });

  it('by a payment that had been closed has the open one closed, so that nobody pays twice', async () => {
    const { payment: first } = await world.create(world.orders.add().id);
    world.wechat.trade(first.outTradeNo).state = 'CLOSED';
    world.clock.advance(10_000);
    await world.service.get(AskPendingPayments).execute();
    const { payment: second } = await world.create(first.orderId);
    world.wechat.pay(first.outTradeNo);
    await money.notifyPaid(first.outTradeNo);
    await world.service.get(AskPendingPayments).execute();
    expect(world.wechat.trade(second.outTradeNo).state).toBe('CLOSED');
    expect(await money.payment(second.id)).toMatchObject({ status: 'CLOSED' });
    expect(await money.told(first.id)).toEqual(['payment.succeeded.v1']);
  });

  it('by a payment that had been closed has one closed, too, that WeChat has never heard of', async () => {
    const { payment: first } = await world.create(world.orders.add().id);
    world.wechat.trade(first.outTradeNo).state = 'CLOSED';
    world.clock.advance(10_000);
    await world.service.get(AskPendingPayments).execute();
    world.wechat.disturb.set('prepay', () => world.wechat.refuse(500, 'SYSTEM_ERROR'));
    await expect(world.create(first.orderId)).rejects.toMatchObject({ reason: 'WECHAT_UNAVAILABLE' });
    world.wechat.disturb.clear();
    const [second] = await world.rows<{ id: string; out_trade_no: string }>(
      "SELECT id, out_trade_no FROM payment WHERE order_id = ? AND status = 'PENDING'",
      [first.orderId],
    );
    expect(world.wechat.trades.has(second?.out_trade_no ?? '')).toBe(false);
    world.wechat.pay(first.outTradeNo);
    await money.notifyPaid(first.outTradeNo);
    await world.service.get(AskPendingPayments).execute();
    expect(await money.payment(second?.id ?? '')).toMatchObject({ status: 'CLOSED' });
    expect(await money.told(first.id)).toEqual(['payment.succeeded.v1']);
  });

  it('while the order is being closed either pays it or goes back, in every race', async () => {
    const payments = await Promise.all(
      Array.from({ length: 20 }, async () => (await world.create(world.orders.add().id)).payment),
    );
    const outcomes = await Promise.all(
      payments.map(async (payment, index) => {
        const paying = async () => {
          for (let turn = 0; turn < index % 5; turn += 1) await Promise.resolve();
          if (world.wechat.trade(payment.outTradeNo).state !== 'NOTPAY') return;
          world.wechat.pay(payment.outTradeNo);
          await money.notifyPaid(payment.outTradeNo);
        };
        const [[outcome]] = await Promise.all([close(payment.orderId), paying(), paying()]);
        return outcome;
      }),
    );
    for (const [index, payment] of payments.entries()) {
      const taken = world.wechat.trade(payment.outTradeNo).state === 'SUCCESS';
      const told = await money.told(payment.id);
      const expected = outcomes[index] === 'PAID' ? ['payment.succeeded.v1'] : taken ? ['payment.unexpected.v1'] : [];
      expect([outcomes[index], told]).toEqual([outcomes[index], expected]);
    }
  });
});
