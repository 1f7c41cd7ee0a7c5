import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RequestContext } from '@minisuite/service';
import { eventually, FakeClock, testDatabase, type TestDatabase } from '@minisuite/testing';
import { migrations } from '../src/migrations.js';
import { CloseDueOrders } from '../src/ordering/app/close-due-orders.js';
import { OrderQueries } from '../src/ordering/app/ports.js';
import type { OrderState } from '../src/ordering/domain/order-state.js';
import { FakePayments } from './fake-payments.js';
import { as, holdBack, refusalOf, type RunningOrderService, startOrderService } from './order-service.js';
import { countOf, expectStockAddsUp, putSkus, stockOf } from './shop.js';

const clock = new FakeClock(new Date());
const payments = new FakePayments();

let db: TestDatabase;
let service: RunningOrderService;
let keys = 0;

beforeAll(async () => {
  db = await testDatabase(migrations);
  await putSkus(db.dataSource, { '601': 10_000 });
  // The service's own timer must not come first: here each round is made by hand.
  await holdBack(db.dataSource, 'order.close-due');
  service = await startOrderService(db.url, { clock, payments });
});

afterAll(async () => {
  await service?.stop();
  await db?.drop();
});

beforeEach(async () => {
  payments.away = false;
  payments.before = async () => {};
  await db.dataSource.query("UPDATE orders SET due_at = '2099-01-01' WHERE status = 'PENDING_PAYMENT'");
});

async function place(): Promise<string> {
  keys += 1;
  const items = [{ skuId: '601', quantity: 2 }];
  const request = { items, addressId: '', remark: '', idempotencyKey: `k${keys}`, requestHash: 'h' };
  const { order } = await as('7', () => service.orders.placeOrder(request));
  return order?.id ?? '';
}

const cancel = async (id: string) => (await as('7', () => service.orders.cancelOrder({ id }))).order;
const round = () => service.get(CloseDueOrders).execute();
const paymentOf = (id: string, amount = 200) => ({ paymentId: `9${id.slice(-15)}`, amount, paidAt: clock.now() });
const eventsOf = (id: string, type: string) =>
  countOf(db.dataSource, 'outbox', `aggregate_id = '${id}' AND type = 'order.${type}.v1'`);

async function stateOf(id: string): Promise<OrderState> {
  const [order] = await service.get(OrderQueries).find([id]);
  if (!order) throw new Error(`no order ${id}`);
  return order;
}

async function placeDue(count = 1): Promise<string[]> {
  const ids = await Promise.all(Array.from({ length: count }, () => place()));
  await db.dataSource.query('UPDATE orders SET due_at = ? WHERE id IN (?)', [clock.now(), ids.map(BigInt)]);
  return ids;
}

describe('cancelling', () => {
  it('is told under the request that wanted it', async () => {
    const id = await place();
    const scope = { requestId: 'the-cancelling-request', userId: '7' };
    await RequestContext.run(scope, () => service.orders.cancelOrder({ id }));
    const events = await db.dataSource.query<{ headers: string }[]>(
      "SELECT headers FROM outbox WHERE aggregate_id = ? AND type = 'order.cancelled.v1'",
      [id],
    );
    expect(events.map(({ headers }) => headers)).toEqual([expect.stringContaining(scope.requestId)]);
  });

  it('gives nothing back while WeChat does not say whether it was paid, and goes on by itself', async () => {
    const [available, reserved, sold] = await stockOf(db.dataSource, '601');
    const id = await place();
    payments.silent.add(id);
    expect(await cancel(id)).toMatchObject({ status: 'ORDER_STATUS_PENDING_PAYMENT', closing: true, closedAt: null });
    expect(await cancel(id)).toMatchObject({ status: 'ORDER_STATUS_PENDING_PAYMENT', closing: true });
    expect(await stockOf(db.dataSource, '601')).toEqual([available - 2, reserved + 2, sold]);
    payments.silent.delete(id);
    clock.advance(2000);
    await round();
    expect(await stateOf(id)).toMatchObject({ status: 'CANCELLED', closing: null, dueAt: null });
    expect(await stockOf(db.dataSource, '601')).toEqual([available, reserved, sold]);
    expect([await eventsOf(id, 'cancelled'), await eventsOf(id, 'expired')]).toEqual([1, 0]);
  });

  it('answers the order as it is when the payment service is away', async () => {
    payments.away = true;
    const id = await place();
    expect(await cancel(id)).toMatchObject({ status: 'ORDER_STATUS_PENDING_PAYMENT', closing: true });
    payments.away = false;
    expect(await cancel(id)).toMatchObject({ status: 'ORDER_STATUS_CANCELLED', closing: false });
  });

  it('is refused when WeChat says that it was paid, and the order is paid', async () => {
    const id = await place();
    payments.pay(id, paymentOf(id));
    expect(await refusalOf(cancel(id))).toBe('ORDER_STATE_CONFLICT');
    expect(await stateOf(id)).toMatchObject({ status: 'PAID', paymentId: paymentOf(id).paymentId, closing: null });
    expect(await eventsOf(id, 'paid')).toBe(1);
    await expectStockAddsUp(db.dataSource);
  });

  it('of an order that is ending by time lets it end by time', async () => {
    const [id = ''] = await placeDue();
    payments.silent.add(id);
    await round();
    payments.silent.delete(id);
    expect(await cancel(id)).toMatchObject({ status: 'ORDER_STATUS_EXPIRED' });
    expect([await eventsOf(id, 'cancelled'), await eventsOf(id, 'expired')]).toEqual([0, 1]);
  });

  it('is not somebody else’s, and does not even begin', async () => {
    const id = await place();
    expect(await refusalOf(as('8', () => service.orders.cancelOrder({ id })))).toBe('NOT_FOUND');
    expect([(await stateOf(id)).closing, payments.times(id)]).toEqual([null, 0]);
  });
});

describe('the end of the payment window', () => {
  it('decides a bite by what WeChat says of each order', async () => {
    const ids = await placeDue(6);
    const [paid = '', silent = '', wrong = '', ...closed] = ids;
    payments.pay(paid, paymentOf(paid));
    payments.pay(wrong, paymentOf(wrong, 199));
    payments.silent.add(silent);
    const asked = payments.asked.length;
    expect(await round()).toBe(false);
    expect(payments.asked.slice(asked)).toEqual([expect.arrayContaining(ids)]);
    for (const id of closed) expect(await stateOf(id)).toMatchObject({ status: 'EXPIRED', closing: null });
    expect((await stateOf(paid)).status).toBe('PAID');
    // What contradicts our books is not decided, and does not hold up the others.
    for (const id of [silent, wrong]) {
      const state = await stateOf(id);
      expect(state).toMatchObject({ status: 'PENDING_PAYMENT', closing: { as: 'EXPIRED', unanswered: 1 } });
      expect(state.dueAt).toEqual(new Date(clock.now().getTime() + 1000));
    }
    await expectStockAddsUp(db.dataSource);
  });

  it('asks less and less often while WeChat says nothing', async () => {
    const [id = ''] = await placeDue();
    payments.silent.add(id);
    const pauses: number[] = [];
    for (let asked = 0; asked < 8; asked += 1) {
      await round();
      const pause = Number((await stateOf(id)).dueAt) - clock.now().getTime();
      clock.advance(pause - 1);
      await round();
      expect(payments.times(id)).toBe(asked + 1);
      clock.advance(1);
      pauses.push(pause / 1000);
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  });

  it('is caught up a bite at a time, and waits when nobody answers', async () => {
    await placeDue(230);
    payments.away = true;
    expect(await round()).toBe(false);
    payments.away = false;
    const asked = payments.asked.length;
    expect([await round(), await round()]).toEqual([true, false]);
    expect(payments.asked.slice(asked).map(({ length }) => length)).toEqual([100, 30]);
    clock.advance(1000);
    expect([await round(), await round()]).toEqual([true, false]);
    await expectStockAddsUp(db.dataSource);
  }, 120_000);

  it('is gone on with by another process when one dies between the intent and the answer', async () => {
    const dead = new FakePayments();
    let wake = () => {};
    dead.before = () => new Promise((_, reject) => (wake = () => reject(new Error('too late'))));
    const other = await startOrderService(db.url, { clock, payments: dead });
    const ids = await placeDue(3);
    const hanging = other.get(CloseDueOrders).execute();
    await eventually('the intent is on record and the question is asked', async () => {
      const intents = await countOf(db.dataSource, 'orders', `id IN (${ids.join()}) AND closing = 'EXPIRED'`);
      return intents === 3 && dead.asked.length === 1;
    });
    await round();
    expect(ids.map((id) => payments.times(id))).toEqual([0, 0, 0]);
    clock.advance(15_000);
    await round();
    for (const id of ids) expect((await stateOf(id)).status).toBe('EXPIRED');
    wake();
    await hanging;
    for (const id of ids) {
      expect([(await stateOf(id)).status, await eventsOf(id, 'expired')]).toEqual(['EXPIRED', 1]);
    }
    await expectStockAddsUp(db.dataSource);
    await other.stop();
  });
});
