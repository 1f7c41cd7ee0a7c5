import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HandleRefundNotification } from '../src/refunds/app/handle-refund-notification.js';
import { Money } from './money.js';
import { type NotificationChanges, refundNotification } from './notification.js';
import { PaymentWorld, refusalOf } from './payment-world.js';

let world: PaymentWorld;
let money: Money;

beforeAll(async () => {
  world = await PaymentWorld.start();
  money = new Money(world);
});
afterAll(() => world.stop());

const numberOf = (refund: { id: string }) => `R${refund.id}`;
const deliver = (outRefundNo: string, changes: NotificationChanges & { refund?: object } = {}) =>
  world.service
    .get(HandleRefundNotification)
    .execute(refundNotification(world.wechat, outRefundNo, world.clock.now(), changes));

describe('a refund notification', () => {
  it('20 times at once, and questions at the same time, count once', async () => {
    const payment = await money.paid();
    const refund = await money.sent(payment.orderId);
    world.wechat.endRefund(numberOf(refund));
    world.clock.advance(700_000);
    await Promise.all([
      ...Array.from({ length: 20 }, () => deliver(numberOf(refund))),
      money.sendDue(),
      money.sendDue(),
    ]);
    expect(await money.payment(payment.id)).toMatchObject({ status: 'REFUNDED', refunded_amount: '1990' });
    expect((await money.told(payment.id)).filter((type) => type === 'refund.succeeded.v1')).toHaveLength(1);
    expect(await money.ledger(payment.id)).toEqual({ wechat: 0, orders: 0 });
  });

  it.each<[string, NotificationChanges & { refund?: object }, string]>([
    ['another merchant', { refund: { mchid: '1900000002' } }, 'VALIDATION_FAILED'],
    ['another payment', { refund: { out_trade_no: 'M999999' } }, 'VALIDATION_FAILED'],
    ['another transaction', { refund: { transaction_id: '42' } }, 'VALIDATION_FAILED'],
    [
      'another amount',
      { refund: { amount: { total: 1990, refund: 1, payer_total: 1990, payer_refund: 1 } } },
      'VALIDATION_FAILED',
    ],
    [
      'another total',
      { refund: { amount: { total: 1991, refund: 1990, payer_total: 1991, payer_refund: 1990 } } },
      'VALIDATION_FAILED',
    ],
    ['an unknown number', { refund: { out_refund_no: 'R999999' } }, 'NOT_FOUND'],
    ['a number that is none of ours', { refund: { out_refund_no: 'X1' } }, 'NOT_FOUND'],
    ['no number', { refund: { out_refund_no: undefined } }, 'VALIDATION_FAILED'],
    ['no time of success', { refund: { success_time: undefined } }, 'VALIDATION_FAILED'],
    ['another state than its event', { envelope: { event_type: 'REFUND.CLOSED' } }, 'VALIDATION_FAILED'],
    ['an event that is none of ours', { envelope: { event_type: 'TRANSACTION.SUCCESS' } }, 'VALIDATION_FAILED'],
    ['another APIv3 key', { envelope: { resource: undefined } }, 'VALIDATION_FAILED'],
    ['an old time', { secondsAgo: 400 }, 'SIGNATURE_INVALID'],
  ])('about %s is refused and changes nothing', async (_, changes, reason) => {
    const payment = await money.paid();
    const refund = await money.sent(payment.orderId);
    world.wechat.endRefund(numberOf(refund));
    expect(await refusalOf(deliver(numberOf(refund), changes))).toMatchObject({ reason });
    expect(await money.refundsOf(payment.id)).toMatchObject([{ status: 'PROCESSING' }]);
    expect(await money.payment(payment.id)).toMatchObject({ status: 'SUCCEEDED', refunded_amount: '0' });
  });

  it('of a refund that nobody has approved is refused', async () => {
    const payment = await money.paid();
    const refund = await money.sent(payment.orderId);
    await world.rows("UPDATE refund SET status = 'REQUESTED' WHERE id = ?", [refund.id]);
    world.wechat.endRefund(numberOf(refund));
    expect(await refusalOf(deliver(numberOf(refund)))).toMatchObject({ reason: 'VALIDATION_FAILED' });
    expect(await money.payment(payment.id)).toMatchObject({ refunded_amount: '0' });
  });
});
