import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { REQUEST } from '@minisuite/database';
import { eventually, FakeClock, testDatabase, type TestDatabase } from '@minisuite/testing';
import { migrations } from '../src/migrations.js';
import { CancelOrder } from '../src/ordering/app/cancel-order.js';
import { CloseDueOrders } from '../src/ordering/app/close-due-orders.js';
import { MarkOrdersPaid } from '../src/ordering/app/mark-orders-paid.js';
import { OrderQueries } from '../src/ordering/app/ports.js';
import { FakePayments } from './fake-payments.js';
import { as, refusalOf, type RunningOrderService, startOrderService } from './order-service.js';
import { countOf, expectStockAddsUp, putSkus, stockOf } from './shop.js';

const WINDOW_MS = 900_000;
const clock = new FakeClock(new Date());
const payments = new FakePayments();

let db: TestDatabase;
let services: [RunningOrderService, RunningOrderService];
let keys = 0;

beforeAll(async () => {
  db = await testDatabase(migrations);
  await putSkus(db.dataSource, { '401': 10_000, '402': 10_000 });
  services = [
    await startOrderService(db.url, { clock, payments }),
    await startOrderService(db.url, { clock, payments }),
  ];
});

afterAll(async () => {
  await Promise.all((services ?? []).map((service) => service.stop()));
  await db?.drop();
});

beforeEach(async () => {
  await db.dataSource.query("UPDATE orders SET due_at = '2099-01-01' WHERE status = 'PENDING_PAYMENT'");
});

async function place(userId = '7'): Promise<string> {
  keys += 1;
  const items = [
    { skuId: '402', quantity: 1 },
    { skuId: '401', quantity: 2 },
  ];
  const request = { items, addressId: '', remark: '', idempotencyKey: `k${keys}`, requestHash: 'h' };
  const { order } = await as(userId, () => services[0].orders.placeOrder(request));
  return order?.id ?? '';
}

const places = (count: number) => Promise.all(Array.from({ length: count }, () => place()));

const paymentOf = (orderId: string, part: { paymentId?: string; amount?: number } = {}) => ({
  orderId,
  paymentId: `9${orderId.slice(-15)}`,
  amount: 300,
  paidAt: clock.now(),
  origin: { requestId: 'paid' },
  ...part,
});

const pay = (by: number, ...ids: string[]) =>
  (by === 0 ? services[0] : services[1]).get(MarkOrdersPaid).execute(
    ids.map((id) => paymentOf(id)),
    REQUEST,
  );

/** What the payment service tells when a user pays: nothing when the order was closed there first. */
async function payAndTell(by: number, id: string): Promise<boolean> {
  const paid = payments.pay(id, paymentOf(id));
  if (paid) await pay(by, id);
  return paid;
}

const allDecided = (ids: string[]) =>
  eventually(
    'all are decided',
    async () => (await countOf(db.dataSource, 'orders', `id IN (${ids.join()}) AND status = 'PENDING_PAYMENT'`)) === 0,
    30_000,
  );

const makeDue = (ids: string[]) =>
  db.dataSource.query('UPDATE orders SET due_at = ? WHERE id IN (?)', [clock.now(), ids.map(BigInt)]);

async function statusOf(id: string): Promise<string | undefined> {
  const [order] = await services[0].get(OrderQueries).find([id]);
  return order?.status;
}

const eventsOf = (id: string, type: string) =>
  countOf(db.dataSource, 'outbox', `aggregate_id = '${id}' AND type = 'order.${type}.v1'`);

describe('closing and paying at the same time', () => {
  it('lets exactly one of cancel, pay and expire win', async () => {
    const ids = await places(40);
    clock.advance(WINDOW_MS);
    await makeDue(ids);
    const expiring = Promise.all(services.map((service) => service.get(CloseDueOrders).execute()));
    const outcomes = await Promise.all(
      ids.map((id, index) =>
        Promise.all([
          refusalOf(services[index % 3 === 0 ? 0 : 1].get(CancelOrder).execute('7', id)),
          payAndTell(index % 2, id),
          payAndTell((index + 1) % 2, id),
        ]),
      ),
    );
    await expiring;
    await allDecided(ids);
    for (const [index, id] of ids.entries()) {
      const [cancelled, ...paid] = outcomes[index] ?? [];
      const status = await statusOf(id);
      expect(['CANCELLED', 'PAID', 'EXPIRED']).toContain(status);
      expect(paid).toEqual([status === 'PAID', status === 'PAID']);
      // A cancel that comes while it ends by time is not refused.
      const fits = status === 'EXPIRED' || (cancelled === 'no refusal') === (status === 'CANCELLED');
      expect([status, cancelled, fits]).toEqual([status, cancelled, true]);
      const events = await Promise.all(['paid', 'cancelled', 'expired'].map((type) => eventsOf(id, type)));
      expect(events).toEqual([Number(status === 'PAID'), Number(status === 'CANCELLED'), Number(status === 'EXPIRED')]);
    }
    await expectStockAddsUp(db.dataSource);
  }, 120_000);

  it('frees stock once when two instances expire the same orders, and asks about each once', async () => {
    const before = await stockOf(db.dataSource, '401');
    const ids = await places(130);
    await makeDue(ids);
    const sweep = async (service: RunningOrderService) => {
      while (await service.get(CloseDueOrders).execute());
    };
    await Promise.all([...services, ...services].map(sweep));
    await allDecided(ids);
    expect(await stockOf(db.dataSource, '401')).toEqual(before);
    expect(await countOf(db.dataSource, 'orders', `id IN (${ids.join()}) AND status = 'EXPIRED'`)).toBe(130);
    for (const id of ids) expect([await eventsOf(id, 'expired'), payments.times(id)]).toEqual([1, 1]);
    await expectStockAddsUp(db.dataSource);
  }, 120_000);

  it('cancels once of twenty cancels at the same time', async () => {
    const before = await stockOf(db.dataSource, '401');
    const id = await place();
    const cancels = Array.from({ length: 20 }, (_, index) =>
      refusalOf((services[index % 2] ?? services[0]).get(CancelOrder).execute('7', id)),
    );
    const refusals = new Set(await Promise.all(cancels));
    expect([...refusals].filter((refusal) => !['no refusal', 'ORDER_STATE_CONFLICT'].includes(refusal))).toEqual([]);
    expect(refusals).toContain('no refusal');
    expect([await statusOf(id), await eventsOf(id, 'cancelled')]).toEqual(['CANCELLED', 1]);
    expect(await stockOf(db.dataSource, '401')).toEqual(before);
    await expectStockAddsUp(db.dataSource);
  });

  it('leaves alone what is still in its payment window', async () => {
    const id = await place();
    await services[0].get(CloseDueOrders).execute();
    expect(await statusOf(id)).toBe('PENDING_PAYMENT');
  });
});

describe('marking orders paid', () => {
  it('sells the pieces of a whole group and tells each once, however often it is told', async () => {
    const [available, reserved, sold] = await stockOf(db.dataSource, '401');
    const ids = await places(30);
    await pay(0, ...ids, ...ids);
    await Promise.all([pay(0, ...ids), pay(1, ...ids.toReversed())]);
    expect(await stockOf(db.dataSource, '401')).toEqual([available - 60, reserved, sold + 60]);
    for (const id of ids) expect(await eventsOf(id, 'paid')).toBe(1);
    const [row] = await db.dataSource.query<{ payload: string; headers: string }[]>(
      "SELECT payload, headers FROM outbox WHERE aggregate_id = ? AND type = 'order.paid.v1'",
      [ids[0]],
    );
    expect(JSON.parse(row?.payload ?? '')).toMatchObject({ orderId: ids[0], amount: 300, title: '龙井茶 袋装 等3件' });
    expect(row?.headers).toContain('paid');
    await expectStockAddsUp(db.dataSource);
  });

  it('takes none of a group when one does not fit', async () => {
    const [good = '', wrong = ''] = await places(2);
    const commands = [paymentOf(good), paymentOf(wrong, { amount: 299 })];
    expect(await refusalOf(services[0].get(MarkOrdersPaid).execute(commands, REQUEST))).toBe('CONFLICT');
    expect(await statusOf(good)).toBe('PENDING_PAYMENT');
    await pay(0, good);
    expect(await statusOf(good)).toBe('PAID');
  });

  it.each([
    ['an order that is not there', async () => paymentOf('5'), 'NOT_FOUND'],
    [
      'a second payment',
      async () => {
        const id = await place();
        await pay(0, id);
        return paymentOf(id, { paymentId: '77' });
      },
      'ORDER_STATE_CONFLICT',
    ],
    [
      'a cancelled order',
      async () => {
        const id = await place();
        await services[0].get(CancelOrder).execute('7', id);
        return paymentOf(id);
      },
      'ORDER_STATE_CONFLICT',
    ],
  ])('refuses %s', async (_, make, reason) => {
    const command = await make();
    expect(await refusalOf(services[1].get(MarkOrdersPaid).execute([command], REQUEST))).toBe(reason);
    await expectStockAddsUp(db.dataSource);
  });
});
