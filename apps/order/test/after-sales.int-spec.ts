import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EventRecord, recordEvent, RefundRejected, RefundRequested, RefundSucceeded } from '@minisuite/contracts';
import { MysqlTransactions, REQUEST } from '@minisuite/database';
import { Outbox } from '@minisuite/messaging';
import { eventually, FakeClock, testDatabase, type TestDatabase } from '@minisuite/testing';
import { HoldOrders } from '../src/after-sales/app/hold-orders.js';
import { SettleRefunds } from '../src/after-sales/app/settle-refunds.js';
import { migrations } from '../src/migrations.js';
import { MarkOrdersPaid } from '../src/ordering/app/mark-orders-paid.js';
import { OrderQueries } from '../src/ordering/app/ports.js';
import { ShipOrder } from '../src/ordering/app/ship-order.js';
import { as, asOperator, refusalOf, type RunningOrderService, startOrderService } from './order-service.js';
import { countOf, expectStockAddsUp, putSkus, stockOf } from './shop.js';

const clock = new FakeClock(new Date());
const PARCEL = { carrier: 'YTO', trackingNo: 'YT1234567890' };

let db: TestDatabase;
let services: [RunningOrderService, RunningOrderService];
let keys = 0;

beforeAll(async () => {
  db = await testDatabase(migrations);
  await putSkus(db.dataSource, { '701': 10_000 });
  services = [await startOrderService(db.url, { clock }), await startOrderService(db.url, { clock })];
}, 60_000);

afterAll(async () => {
  await Promise.all((services ?? []).map((service) => service.stop()));
  await db?.drop();
});

async function place(): Promise<string> {
  keys += 1;
  const items = [{ skuId: '701', quantity: 2 }];
  const request = { items, addressId: '', remark: '', idempotencyKey: `k${keys}`, requestHash: 'h' };
  const { order } = await as('7', () => services[0].orders.placeOrder(request));
  return order?.id ?? '';
}

const paymentIdOf = (orderId: string) => `9${orderId.slice(-15)}`;

/** An order over 200 fen that is paid. */
async function placePaid(): Promise<string> {
  const orderId = await place();
  const payment = { orderId, paymentId: paymentIdOf(orderId), amount: 200, paidAt: clock.now() };
  await services[0].get(MarkOrdersPaid).execute([{ ...payment, origin: { requestId: 'paid' } }], REQUEST);
  return orderId;
}

function refundOf(orderId: string, amount = 200) {
  keys += 1;
  return { refundId: String(keys), orderId, paymentId: paymentIdOf(orderId), amount };
}
type Refund = ReturnType<typeof refundOf>;

const by = (index: number) => services[index % 2] ?? services[0];
const origin = { requestId: 'asked' };
const hold = (refunds: Refund[], index = 0) =>
  by(index)
    .get(HoldOrders)
    .execute(
      refunds.map((refund) => ({ ...refund, origin })),
      REQUEST,
    );
const settle = (status: 'SUCCEEDED' | 'ENDED', refunds: Refund[], index = 0) =>
  by(index)
    .get(SettleRefunds)
    .execute(
      refunds.map((refund) => ({ ...refund, status })),
      REQUEST,
    );
const ship = (id: string, index = 0) => asOperator(() => by(index).get(ShipOrder).execute(id, PARCEL));

async function viewOf(id: string): Promise<[status: string, refundedAmount: number]> {
  const [order] = await services[0].get(OrderQueries).find([id]);
  return [order?.status ?? '', order?.refundedAmount ?? Number.NaN];
}

const heldEventsOf = (id: string) =>
  countOf(db.dataSource, 'outbox', `aggregate_id = '${id}' AND type = 'order.held.v1'`);

describe('a refund', () => {
  it('holds the order, tells that, and brings goods that never left back to the shelf', async () => {
    const before = await stockOf(db.dataSource, '701');
    const id = await placePaid();
    const refund = refundOf(id);
    await hold([refund]);
    expect(await viewOf(id)).toEqual(['REFUNDING', 0]);
    const [row] = await db.dataSource.query<{ payload: string; headers: string }[]>(
      "SELECT payload, headers FROM outbox WHERE aggregate_id = ? AND type = 'order.held.v1'",
      [id],
    );
    expect(JSON.parse(row?.payload ?? '')).toMatchObject({ orderId: id, refundId: refund.refundId, shipped: false });
    expect(row?.headers).toContain('asked');
    await settle('SUCCEEDED', [refund]);
    expect(await viewOf(id)).toEqual(['REFUNDED', 200]);
    expect(await stockOf(db.dataSource, '701')).toEqual(before);
    await expectStockAddsUp(db.dataSource);
  });

  it('of goods that travel brings none back', async () => {
    const [available, reserved, sold] = await stockOf(db.dataSource, '701');
    const id = await placePaid();
    await ship(id);
    const refund = refundOf(id);
    await hold([refund]);
    await settle('SUCCEEDED', [refund]);
    expect(await viewOf(id)).toEqual(['REFUNDED', 200]);
    expect(await stockOf(db.dataSource, '701')).toEqual([available - 2, reserved, sold + 2]);
    await expectStockAddsUp(db.dataSource);
  });

  it('of a part leads back to where the order was, when no other is open', async () => {
    const id = await placePaid();
    const [first, second, third] = [refundOf(id, 50), refundOf(id, 60), refundOf(id, 90)];
    await hold([first, second]);
    await settle('SUCCEEDED', [first]);
    expect(await viewOf(id)).toEqual(['REFUNDING', 50]);
    await settle('ENDED', [second]);
    expect(await viewOf(id)).toEqual(['PAID', 50]);
    await hold([third]);
    await settle('SUCCEEDED', [third]);
    expect(await viewOf(id)).toEqual(['PAID', 140]);
    await expectStockAddsUp(db.dataSource);
  });

  it('told twenty times to two processes counts once', async () => {
    const id = await placePaid();
    const [part, rest] = [refundOf(id, 80), refundOf(id, 120)];
    const twenty = Array.from({ length: 20 }, (_, index) => index);
    await Promise.all(twenty.map((index) => hold([part, part], index)));
    expect(await heldEventsOf(id)).toBe(1);
    await hold([rest]);
    await Promise.all(twenty.map((index) => settle('SUCCEEDED', [part, part], index)));
    expect(await viewOf(id)).toEqual(['REFUNDING', 80]);
    await Promise.all(twenty.map((index) => settle('SUCCEEDED', [rest], index)));
    expect(await viewOf(id)).toEqual(['REFUNDED', 200]);
    expect(await countOf(db.dataSource, 'stock_movement', `order_id = ${id} AND kind = 'return'`)).toBe(1);
    await expectStockAddsUp(db.dataSource);
  });

  it('changes nothing when its news come late', async () => {
    const id = await placePaid();
    const [ended, gone, back] = [refundOf(id, 10), refundOf(id, 20), refundOf(id, 30)];
    // The end of it came before its beginning: the order is not held for something that is over.
    await settle('ENDED', [ended]);
    await hold([ended]);
    expect([await viewOf(id), await heldEventsOf(id)]).toEqual([['PAID', 0], 0]);
    await settle('SUCCEEDED', [gone]);
    await hold([gone]);
    await settle('ENDED', [gone]);
    expect([await viewOf(id), await heldEventsOf(id)]).toEqual([['PAID', 20], 0]);
    // Money that went back is gone, even when somebody had given the refund up.
    await hold([back]);
    await settle('ENDED', [back]);
    await settle('SUCCEEDED', [back]);
    expect(await viewOf(id)).toEqual(['PAID', 50]);
  });

  it.each([
    ['an order that is not there', async () => refundOf('5'), 'NOT_FOUND'],
    ['an unpaid order', async () => refundOf(await place()), 'ORDER_STATE_CONFLICT'],
    ['another payment', async () => ({ ...refundOf(await placePaid()), paymentId: '1' }), 'ORDER_STATE_CONFLICT'],
    ['more than was paid', async () => refundOf(await placePaid(), 201), 'CONFLICT'],
  ])('of %s is refused, and none of its group is written', async (_, make, reason) => {
    const [wrong, id] = [await make(), await placePaid()];
    const good = refundOf(id, 1);
    const before = await countOf(db.dataSource, 'order_refund');
    expect(await refusalOf(settle('SUCCEEDED', [good, wrong]))).toBe(reason);
    expect(await viewOf(id)).toEqual(['PAID', 0]);
    expect(await countOf(db.dataSource, 'order_refund')).toBe(before);
  });
});

describe('shipping and asking for a refund at the same time', () => {
  it('tells the truth about what had been shipped', async () => {
    const ids = await Promise.all(Array.from({ length: 30 }, placePaid));
    const shipped = await Promise.all(
      ids.map(async (id, index) => {
        const asked = hold([refundOf(id)], index);
        const refusal = await refusalOf(ship(id, index + 1));
        await asked;
        return refusal === 'no refusal';
      }),
    );
    for (const [index, id] of ids.entries()) {
      expect((await viewOf(id))[0]).toBe('REFUNDING');
      const [row] = await db.dataSource.query<{ payload: string }[]>(
        "SELECT payload FROM outbox WHERE aggregate_id = ? AND type = 'order.held.v1'",
        [id],
      );
      expect((JSON.parse(row?.payload ?? '') as { shipped: boolean }).shipped).toBe(shipped[index]);
      const events = await countOf(db.dataSource, 'outbox', `aggregate_id = '${id}' AND type = 'order.shipped.v1'`);
      expect(events).toBe(Number(shipped[index]));
    }
  }, 120_000);
});

describe('what the payment service tells', () => {
  it('comes over the broker; refunds of money that no order had do not concern orders', async () => {
    const [id, rejected] = [await placePaid(), await placePaid()];
    const at = clock.now().toISOString();
    const told = (refund: Refund) => ({ ...refund, userId: '7' });
    const [refund, refused] = [refundOf(id), refundOf(rejected, 5)];
    const money = { refundedAmount: 200, succeededAt: at };
    const records: EventRecord[] = [
      recordEvent(RefundRequested, refund.paymentId, { ...told(refund), reason: '不要了', requestedAt: at }),
      recordEvent(RefundRequested, refused.paymentId, { ...told(refused), reason: '不要了', requestedAt: at }),
      recordEvent(RefundSucceeded, '1', { ...told(refundOf('5')), paymentId: '1', kind: 'ORDER_CLOSED', ...money }),
      recordEvent(RefundSucceeded, refund.paymentId, { ...told(refund), kind: 'USER', ...money }),
      recordEvent(RefundRejected, refused.paymentId, { ...told(refused), why: '已使用', rejectedAt: at }),
    ];
    const outbox = services[0].get(Outbox);
    await new MysqlTransactions(db.dataSource, (tx) => tx).run(REQUEST, (tx) => outbox.append(tx, records));
    await eventually(
      'all are handled',
      async () => {
        return (await countOf(db.dataSource, 'inbox')) === records.length;
      },
      30_000,
    );
    expect(await viewOf(id)).toEqual(['REFUNDED', 200]);
    expect([await viewOf(rejected), await heldEventsOf(rejected)]).toEqual([['PAID', 0], 1]);
    expect(await countOf(db.dataSource, 'dead_letter')).toBe(0);
    await expectStockAddsUp(db.dataSource);
  }, 60_000);
});
