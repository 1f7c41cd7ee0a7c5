import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auditTable } from '@minisuite/audit';
import { REQUEST } from '@minisuite/database';
import { GetRefund } from '../src/refunds/app/get-refund.js';
import { HoldRefunds } from '../src/refunds/app/hold-refunds.js';
import { Money } from './money.js';
import { PaymentWorld, REFUND_NOTIFY_URL, refusalOf } from './payment-world.js';

let world: PaymentWorld;
let money: Money;

beforeAll(async () => {
  world = await PaymentWorld.start();
  money = new Money(world);
});
afterAll(() => world.stop());

const numberOf = (refund: { id: string }) => `R${refund.id}`;
const bodiesOf = (outRefundNo: string) => world.wechat.refundBodies.filter((body) => body.includes(`"${outRefundNo}"`));

describe('a refund', () => {
  it('goes from the request to the money, and everything is booked once', async () => {
    const payment = await money.paid();
    const refund = await money.request(payment.orderId, { reason: '不想要了' });
    expect(refund).toMatchObject({ status: 'REQUESTED', amount: 1990, kind: 'USER' });
    await money.hold(refund.id, true);
    await money.decide((decide) => decide.approve(refund.id));
    await money.sendDue();
    expect(JSON.parse(bodiesOf(numberOf(refund))[0] ?? '')).toEqual({
      out_trade_no: payment.outTradeNo,
      out_refund_no: numberOf(refund),
      reason: '不想要了',
      notify_url: REFUND_NOTIFY_URL,
      amount: { refund: 1990, total: 1990, currency: 'CNY' },
    });
    expect(await money.payment(payment.id)).toMatchObject({ refunded_amount: '0', refunding_amount: '1990' });
    await money.notifyRefund(numberOf(refund));
    expect(await money.payment(payment.id)).toEqual({
      status: 'REFUNDED',
      refunded_amount: '1990',
      refunding_amount: '0',
    });
    expect(await money.ledger(payment.id)).toEqual({ wechat: 0, orders: 0 });
    expect(await money.told(payment.id)).toEqual([
      'payment.succeeded.v1',
      'refund.requested.v1',
      'refund.succeeded.v1',
    ]);
  });

  it('within the limit needs nobody as long as nothing was shipped', async () => {
    const [small, shipped, large] = [await money.paid(), await money.paid(), await money.paid(5001)];
    const requests = [
      await money.request(small.orderId),
      await money.request(shipped.orderId),
      await money.request(large.orderId),
    ] as const;
    await world.service.get(HoldRefunds).execute(
      requests.map(({ id }, index) => ({ refundId: id, shipped: index === 1 })),
      REQUEST,
    );
    const statuses = await Promise.all([small, shipped, large].map(async ({ id }) => (await money.refundsOf(id))[0]));
    expect(statuses.map((row) => row?.status)).toEqual(['PROCESSING', 'REQUESTED', 'REQUESTED']);
  });

  it('is not approved before its order is held', async () => {
    const refund = await money.request((await money.paid()).orderId);
    expect(await refusalOf(money.decide((decide) => decide.approve(refund.id)))).toMatchObject({ reason: 'CONFLICT' });
  });

  it('that is rejected frees its amount, and leaves an audit row as every decision does', async () => {
    const payment = await money.paid();
    const refund = await money.request(payment.orderId, { amount: 1500 });
    await money.decide((decide) => decide.reject(refund.id, '商品已拆封'));
    expect(await money.payment(payment.id)).toMatchObject({ refunding_amount: '0', status: 'SUCCEEDED' });
    expect(await money.told(payment.id)).toContain('refund.rejected.v1');
    const rows = await world.rows(
      `SELECT action, operator_name, reason FROM ${auditTable(world.database.dataSource)} WHERE target_id = ?`,
      [refund.id],
    );
    expect(rows).toEqual([{ action: 'refund.reject', operator_name: 'admin', reason: '商品已拆封' }]);
    expect((await money.request(payment.orderId)).amount).toBe(1990);
  });

  it('in parts goes back in parts', async () => {
    const payment = await money.paid();
    const [one, two] = [
      await money.sent(payment.orderId, { amount: 990 }),
      await money.sent(payment.orderId, { amount: 1000 }),
    ];
    await money.notifyRefund(numberOf(two));
    expect(await money.payment(payment.id)).toMatchObject({ status: 'PARTIALLY_REFUNDED', refunded_amount: '1000' });
    await money.notifyRefund(numberOf(one));
    expect(await money.payment(payment.id)).toMatchObject({ status: 'REFUNDED', refunded_amount: '1990' });
    expect(await money.ledger(payment.id)).toEqual({ wechat: 0, orders: 0 });
  });
});

describe('a request for a refund', () => {
  it('20 times at once never claims more than was paid', async () => {
    const payment = await money.paid();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => money.request(payment.orderId, { amount: 600 })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    for (const { reason } of refused) expect(reason).toMatchObject({ reason: 'REFUND_EXCEEDS_PAYMENT' });
    expect(await money.payment(payment.id)).toMatchObject({ refunding_amount: '1800' });
  });

  it('20 times at once with one key is one request', async () => {
    const payment = await money.paid();
    const command = { amount: 100, idempotencyKey: 'same', requestHash: 'h' };
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => money.request(payment.orderId, command)),
    );
    const again = await money.request(payment.orderId, command);
    expect(await money.refundsOf(payment.id)).toMatchObject([{ id: again.id, amount: '100' }]);
    const ids = outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value.id : outcome.reason.reason));
    expect(new Set([...ids, again.id, 'IDEMPOTENCY_KEY_IN_PROGRESS'])).toEqual(
      new Set([again.id, 'IDEMPOTENCY_KEY_IN_PROGRESS']),
    );
  });

  it('whose attempt died after its commit is found again', async () => {
    const payment = await money.paid();
    const command = { amount: 100, idempotencyKey: 'died', requestHash: 'h' };
    const first = await money.request(payment.orderId, command);
    await world.rows("DELETE FROM idempotency WHERE idempotency_key = 'died'");
    expect((await money.request(payment.orderId, command)).id).toBe(first.id);
    expect(await money.refundsOf(payment.id)).toHaveLength(1);
  });

  it.each([
    ['1 fen too much', { amount: 1991 }, 'REFUND_EXCEEDS_PAYMENT'],
    ['of nothing', { amount: 0 }, 'REFUND_EXCEEDS_PAYMENT'],
    ['of less than nothing', { amount: -1 }, 'REFUND_EXCEEDS_PAYMENT'],
    ['without a reason', { reason: ' ' }, 'VALIDATION_FAILED'],
    ['with an endless reason', { reason: '退'.repeat(81) }, 'VALIDATION_FAILED'],
    ['of somebody else’s order', { userId: '32' }, 'NOT_FOUND'],
  ])('%s is refused and changes nothing', async (_, change, reason) => {
    const payment = await money.paid();
    expect(await refusalOf(money.request(payment.orderId, change))).toMatchObject({ reason });
    expect(await money.payment(payment.id)).toMatchObject({ refunding_amount: '0' });
    expect(await money.refundsOf(payment.id)).toEqual([]);
  });

  it('of an order that was not paid, or is not there, is refused', async () => {
    const order = world.orders.add();
    await world.create(order.id);
    expect(await refusalOf(money.request(order.id))).toMatchObject({ reason: 'ORDER_STATE_CONFLICT' });
    expect(await refusalOf(money.request(order.id, { userId: '32' }))).toMatchObject({ reason: 'NOT_FOUND' });
    expect(await refusalOf(money.request('999999'))).toMatchObject({ reason: 'NOT_FOUND' });
  });

  it('of what is all gone is refused', async () => {
    const payment = await money.paid();
    await money.request(payment.orderId);
    expect(await refusalOf(money.request(payment.orderId))).toMatchObject({ reason: 'REFUND_EXCEEDS_PAYMENT' });
  });

  it('belongs to its user', async () => {
    const refund = await money.request((await money.paid()).orderId);
    const get = world.service.get(GetRefund);
    expect(await get.execute('31', refund.id)).toMatchObject({ id: refund.id });
    expect(await refusalOf(get.execute('32', refund.id))).toMatchObject({ reason: 'NOT_FOUND' });
  });
});
