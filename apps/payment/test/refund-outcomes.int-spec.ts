import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { HandleRefundNotification } from '../src/refunds/app/handle-refund-notification.js';
import { Money } from './money.js';
import { refundNotification } from './notification.js';
import { PaymentWorld, refusalOf } from './payment-world.js';

let world: PaymentWorld;
let money: Money;

beforeAll(async () => {
  world = await PaymentWorld.start();
  money = new Money(world);
});
afterAll(() => world.stop());
afterEach(() => {
  world.wechat.disturb.clear();
  world.wechat.funds = null;
});

const numberOf = (refund: { id: string }) => `R${refund.id}`;
const bodiesOf = (outRefundNo: string) => world.wechat.refundBodies.filter((body) => body.includes(`"${outRefundNo}"`));
const deliver = (outRefundNo: string) =>
  world.service.get(HandleRefundNotification).execute(refundNotification(world.wechat, outRefundNo, world.clock.now()));
const due = () => {
  world.clock.advance(700_000);
  return money.sendDue();
};

describe('a refund whose outcome nobody knows', () => {
  it('is asked for with the same number again, and happens once', async () => {
    const payment = await money.paid();
    world.wechat.disturb.set('refund', async (answer) => {
      await answer();
      throw new DOMException('too late', 'TimeoutError');
    });
    const refund = await money.sent(payment.orderId);
    await due();
    world.wechat.disturb.clear();
    await due();
    const bodies = bodiesOf(numberOf(refund));
    expect(bodies).toHaveLength(3);
    expect(new Set(bodies).size).toBe(1);
    expect([...world.wechat.refunds.keys()].filter((number) => number.includes(refund.id))).toEqual([numberOf(refund)]);
    world.wechat.endRefund(numberOf(refund));
    await due();
    expect(await money.payment(payment.id)).toMatchObject({ status: 'REFUNDED' });
    expect((await money.told(payment.id)).filter((type) => type === 'refund.succeeded.v1')).toHaveLength(1);
  });

  it('whose notification was lost is found by asking', async () => {
    const payment = await money.paid();
    const refund = await money.sent(payment.orderId);
    world.wechat.endRefund(numberOf(refund));
    await due();
    expect(await money.payment(payment.id)).toMatchObject({ status: 'REFUNDED' });
    await due();
    expect(bodiesOf(numberOf(refund))).toHaveLength(1);
  });

  it.each([500, 429])('is tried again after %d', async (status) => {
    const payment = await money.paid();
    world.wechat.disturb.set('refund', () => world.wechat.refuse(status, 'SYSTEM_ERROR'));
    const refund = await money.sent(payment.orderId);
    expect(await money.refundsOf(payment.id)).toMatchObject([{ status: 'PROCESSING', attention: null }]);
    world.wechat.disturb.clear();
    await due();
    await money.notifyRefund(numberOf(refund));
    expect(await money.payment(payment.id)).toMatchObject({ status: 'REFUNDED' });
  });
});

describe('a refund that goes no further', () => {
  it('for want of money waits for an operator, and goes on under its number', async () => {
    const payment = await money.paid();
    world.wechat.funds = 0;
    const refund = await money.sent(payment.orderId);
    await due();
    expect(await money.refundsOf(payment.id)).toMatchObject([{ status: 'PROCESSING', attention: 'NOT_ENOUGH' }]);
    expect(bodiesOf(numberOf(refund))).toHaveLength(1);
    world.wechat.funds = null;
    await money.decide((decide) => decide.retry(refund.id));
    await money.sendDue();
    await money.notifyRefund(numberOf(refund));
    expect(await money.payment(payment.id)).toMatchObject({ status: 'REFUNDED' });
  });

  it('because the account did not take it waits for an operator', async () => {
    const payment = await money.paid();
    const refund = await money.sent(payment.orderId);
    await money.notifyRefund(numberOf(refund), 'ABNORMAL');
    expect(await money.refundsOf(payment.id)).toMatchObject([{ attention: 'ABNORMAL' }]);
    expect(await refusalOf(money.decide((decide) => decide.reject(refund.id, 'x')))).toMatchObject({
      reason: 'CONFLICT',
    });
    world.wechat.endRefund(numberOf(refund));
    await money.decide((decide) => decide.retry(refund.id));
    await money.sendDue();
    expect(await money.payment(payment.id)).toMatchObject({ status: 'REFUNDED' });
  });

  it('because WeChat closed it gets a new number, and the old one counts no more', async () => {
    const payment = await money.paid();
    const refund = await money.sent(payment.orderId);
    await money.notifyRefund(numberOf(refund), 'CLOSED');
    await money.decide((decide) => decide.retry(refund.id));
    await money.sendDue();
    await deliver(numberOf(refund));
    expect(await money.refundsOf(payment.id)).toMatchObject([
      { out_refund_no: `${numberOf(refund)}-2`, status: 'PROCESSING', attention: null },
    ]);
    await money.notifyRefund(`${numberOf(refund)}-2`);
    expect(await money.payment(payment.id)).toMatchObject({ status: 'REFUNDED', refunded_amount: '1990' });
  });

  it('because WeChat closed it can be given up', async () => {
    const payment = await money.paid();
    const refund = await money.sent(payment.orderId);
    await money.notifyRefund(numberOf(refund), 'CLOSED');
    await money.decide((decide) => decide.reject(refund.id, '用户放弃'));
    expect(await money.refundsOf(payment.id)).toMatchObject([{ status: 'FAILED' }]);
    expect(await money.payment(payment.id)).toMatchObject({ status: 'SUCCEEDED', refunding_amount: '0' });
  });

  it('because WeChat refuses it waits for an operator, who sees why', async () => {
    const payment = await money.paid();
    world.wechat.disturb.set('refund', () => world.wechat.refuse(403, 'USER_ACCOUNT_ABNORMAL'));
    await money.sent(payment.orderId);
    expect(await money.refundsOf(payment.id)).toMatchObject([{ attention: 'REFUSED_USERACCOUNTABNORMAL' }]);
  });

  it('is decided by one of ten operators who press at once', async () => {
    const payment = await money.paid();
    const refund = await money.request(payment.orderId);
    await money.hold(refund.id, true);
    const presses = Array.from({ length: 10 }, (_, index) =>
      money.decide<unknown>((decide) => (index % 2 ? decide.approve(refund.id) : decide.reject(refund.id, 'x'))),
    );
    const outcomes = await Promise.allSettled(presses);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});
