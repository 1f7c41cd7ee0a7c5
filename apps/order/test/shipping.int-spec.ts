import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auditTable } from '@minisuite/audit';
import { orderV1 } from '@minisuite/contracts';
import { REQUEST } from '@minisuite/database';
import { eventually, FakeClock, testDatabase, type TestDatabase } from '@minisuite/testing';
import { migrations } from '../src/migrations.js';
import { CompleteDueOrders } from '../src/ordering/app/complete-due-orders.js';
import { ConfirmReceipt } from '../src/ordering/app/confirm-receipt.js';
import { MarkOrdersPaid } from '../src/ordering/app/mark-orders-paid.js';
import { ShipOrder } from '../src/ordering/app/ship-order.js';
import { as, asOperator, refusalOf, type RunningOrderService, startOrderService } from './order-service.js';
import { countOf, expectStockAddsUp, putSkus } from './shop.js';

const DAY_MS = 86_400_000;
const SF = { carrier: 'SF', trackingNo: 'SF1234567890' };
const ALL = { status: orderV1.OrderStatus.ORDER_STATUS_UNSPECIFIED, userId: '', limit: 0, cursor: '' };
const clock = new FakeClock(new Date());

let db: TestDatabase;
let services: [RunningOrderService, RunningOrderService];
let keys = 0;

beforeAll(async () => {
  db = await testDatabase(migrations);
  await putSkus(db.dataSource, { '801': 10_000 });
  services = [await startOrderService(db.url, { clock }), await startOrderService(db.url, { clock })];
});

afterAll(async () => {
  await Promise.all((services ?? []).map((service) => service.stop()));
  await db?.drop();
});

async function place(userId = '7', addressId = userId): Promise<string> {
  keys += 1;
  const items = [{ skuId: '801', quantity: 2 }];
  const request = { items, addressId, remark: '', idempotencyKey: `k${keys}`, requestHash: 'h' };
  const { order } = await as(userId, () => services[0].orders.placeOrder(request));
  return order?.id ?? '';
}

async function placePaid(userId?: string, addressId?: string): Promise<string> {
  const orderId = await place(userId, addressId);
  const payment = { orderId, paymentId: `9${orderId.slice(-15)}`, amount: 200, paidAt: clock.now() };
  await services[0].get(MarkOrdersPaid).execute([{ ...payment, origin: { requestId: 'paid' } }], REQUEST);
  return orderId;
}

const WITHOUT_KEY = { idempotencyKey: '', requestHash: '' };
const ship = async (id: string, shipment = SF) =>
  (await asOperator(() => services[0].operations.shipOrder({ id, ...shipment, ...WITHOUT_KEY }))).order;
const confirm = async (id: string, userId = '7') =>
  (await as(userId, () => services[0].orders.confirmReceipt({ id }))).order;

async function placeShipped(userId?: string): Promise<string> {
  const id = await placePaid(userId);
  await ship(id);
  return id;
}

const eventsOf = (id: string, type: string) =>
  countOf(db.dataSource, 'outbox', `aggregate_id = '${id}' AND type = 'order.${type}.v1'`);
const auditOf = (id: string) =>
  db.dataSource.query<{ details: string; operator_name: string; outcome: string }[]>(
    `SELECT details, operator_name, outcome FROM ${auditTable(db.dataSource)} WHERE action = 'order.ship' AND target_id = ?`,
    [id],
  );

describe('an operator', () => {
  it('ships a paid order once, and that is on record', async () => {
    const id = await placePaid();
    const shipped = await ship(id);
    expect(shipped).toMatchObject({ status: 'ORDER_STATUS_SHIPPED', shipment: SF, closing: false });
    expect(shipped?.shippedAt).not.toBeNull();
    clock.advance(1000);
    expect(await ship(id)).toEqual(shipped);
    expect((await as('7', () => services[0].orders.getOrder({ id }))).order).toEqual(shipped);
    expect(await refusalOf(ship(id, { ...SF, carrier: 'YTO' }))).toBe('ORDER_STATE_CONFLICT');
    expect(await refusalOf(ship(id, { ...SF, trackingNo: 'SF1234567891' }))).toBe('ORDER_STATE_CONFLICT');
    expect(await eventsOf(id, 'shipped')).toBe(1);
    const rows = await auditOf(id);
    expect(rows).toMatchObject([{ operator_name: 'anna', outcome: 'SUCCEEDED' }]);
    expect(JSON.parse(rows[0]?.details ?? '')).toEqual({ statusBefore: 'PAID', statusAfter: 'SHIPPED', ...SF });
    await expectStockAddsUp(db.dataSource);
  });

  it('ships nothing that is unpaid, cancelled, received or not there', async () => {
    const [unpaid, cancelled, received] = [await place(), await place(), await placeShipped()];
    await as('7', () => services[0].orders.cancelOrder({ id: cancelled }));
    await confirm(received);
    const another = { carrier: 'ZTO', trackingNo: '7788' };
    for (const id of [unpaid, cancelled, received]) {
      expect(await refusalOf(ship(id, another))).toBe('ORDER_STATE_CONFLICT');
    }
    for (const id of ['5', 'x', '', '9'.repeat(20)]) expect(await refusalOf(ship(id, another))).toBe('NOT_FOUND');
    expect(await auditOf(unpaid)).toEqual([]);
  });

  it('is told why WeChat would not take a parcel without an address, and may take another carrier', async () => {
    const id = await placePaid('7', '');
    const refusal = await ship(id).catch((error: unknown) => error);
    const reason = expect.stringContaining('the order has no address');
    expect(refusal).toMatchObject({
      kind: 'conflict',
      reason: 'ORDER_STATE_CONFLICT',
      message: reason,
      details: [{ path: 'carrier', message: reason }],
    });
    const { order } = await as('7', () => services[0].orders.getOrder({ id }));
    expect(order).toMatchObject({ status: 'ORDER_STATUS_PAID', shipment: null, shippedAt: null });
    expect([await eventsOf(id, 'shipped'), await auditOf(id)]).toEqual([0, []]);
    expect(await ship(id, { ...SF, carrier: 'YTO' })).toMatchObject({ status: 'ORDER_STATUS_SHIPPED' });
  });

  it('does not ship what is held for a refund', async () => {
    const id = await placePaid();
    await db.dataSource.query("UPDATE orders SET status = 'REFUNDING' WHERE id = ?", [id]);
    expect(await refusalOf(ship(id))).toBe('ORDER_STATE_CONFLICT');
    expect(await eventsOf(id, 'shipped')).toBe(0);
  });

  it('is told what is wrong with a shipment', async () => {
    const id = await placePaid();
    expect(await refusalOf(ship(id, { carrier: 'sf', trackingNo: '1 2' }))).toBe(
      'VALIDATION_FAILED carrier trackingNo',
    );
    expect([await eventsOf(id, 'shipped'), await auditOf(id)]).toEqual([0, []]);
  });

  it('sees the orders of all users, or of one, by status and by page', async () => {
    const ids = [await place('31'), await placePaid('32'), await place('31')];
    const list = async (part: Partial<typeof ALL>) => {
      const page = await asOperator(() => services[0].operations.listAllOrders({ ...ALL, ...part }));
      return { ids: page.orders.map(({ id }) => id), nextCursor: page.nextCursor };
    };
    const first = await list({ limit: 2 });
    expect(first.ids).toEqual([ids[2], ids[1]]);
    expect((await list({ limit: 1, cursor: first.nextCursor })).ids).toEqual([ids[0]]);
    expect((await list({ userId: '31' })).ids).toEqual([ids[2], ids[0]]);
    expect((await list({ userId: '32', status: orderV1.OrderStatus.ORDER_STATUS_PAID })).ids).toEqual([ids[1]]);
    expect((await list({ userId: '33' })).ids).toEqual([]);
    const id = ids[0] ?? '';
    expect((await asOperator(() => services[0].operations.getAnyOrder({ id }))).order).toMatchObject({ userId: '31' });
    expect(await refusalOf(asOperator(() => services[0].operations.getAnyOrder({ id: '5' })))).toBe('NOT_FOUND');
  });

  it.each([
    [{ userId: 'x' }, 'userId'],
    [{ limit: 101 }, 'limit'],
    [{ limit: -1 }, 'limit'],
    [{ cursor: '!' }, 'cursor'],
    [{ status: 99 as unknown as orderV1.OrderStatus }, 'status'],
  ])('is told that %j is not a list', async (part, path) => {
    const listed = asOperator(() => services[0].operations.listAllOrders({ ...ALL, ...part }));
    expect(await refusalOf(listed)).toBe(`VALIDATION_FAILED ${path}`);
  });

  it('is not who a user is', async () => {
    const id = await placePaid();
    const { operations } = services[0];
    expect(await refusalOf(as('7', () => operations.shipOrder({ id, ...SF, ...WITHOUT_KEY })))).toBe('TOKEN_MISSING');
    expect(await refusalOf(as('7', () => operations.getAnyOrder({ id })))).toBe('TOKEN_MISSING');
    expect(await refusalOf(as('7', () => operations.listAllOrders(ALL)))).toBe('TOKEN_MISSING');
    expect(await eventsOf(id, 'shipped')).toBe(0);
  });
});

describe('the user', () => {
  it('has the goods, once', async () => {
    const id = await placeShipped();
    const received = await confirm(id);
    expect(received).toMatchObject({ status: 'ORDER_STATUS_COMPLETED', shipment: SF });
    clock.advance(1000);
    expect(await confirm(id)).toEqual(received);
    const [row] = await db.dataSource.query<{ payload: string }[]>(
      "SELECT payload FROM outbox WHERE aggregate_id = ? AND type = 'order.completed.v1'",
      [id],
    );
    expect(JSON.parse(row?.payload ?? '')).toMatchObject({ orderId: id, by: 'USER' });
    expect(await eventsOf(id, 'completed')).toBe(1);
  });

  it('cannot have what was not shipped, nor what is somebody else’s', async () => {
    expect(await refusalOf(confirm(await placePaid()))).toBe('ORDER_STATE_CONFLICT');
    const id = await placeShipped();
    expect(await refusalOf(confirm(id, '8'))).toBe('NOT_FOUND');
    expect(await refusalOf(confirm('x'))).toBe('NOT_FOUND');
    expect(await eventsOf(id, 'completed')).toBe(0);
  });
});

describe('a shipped order', () => {
  it('counts as received after the days that are configured, not before', async () => {
    const id = await placeShipped();
    clock.advance(10 * DAY_MS - 1);
    await services[0].get(CompleteDueOrders).execute();
    expect(await eventsOf(id, 'completed')).toBe(0);
    clock.advance(1);
    await services[0].get(CompleteDueOrders).execute();
    const { order } = await as('7', () => services[0].orders.getOrder({ id }));
    expect(order?.status).toBe('ORDER_STATUS_COMPLETED');
  });

  it('is received once, whoever says so first, through two processes', async () => {
    const ids = await Promise.all(Array.from({ length: 130 }, () => placeShipped()));
    clock.advance(10 * DAY_MS);
    const sweep = async (service: RunningOrderService) => {
      while (await service.get(CompleteDueOrders).execute());
    };
    const confirms = ids
      .slice(0, 30)
      .map((id, index) => services[index % 2 ? 0 : 1].get(ConfirmReceipt).execute('7', id));
    await Promise.all([...services.map(sweep), ...confirms]);
    const completed = `id IN (${ids.join()}) AND status = 'COMPLETED'`;
    await eventually(
      'all are received',
      async () => (await countOf(db.dataSource, 'orders', completed)) === ids.length,
      30_000,
    );
    for (const id of ids) expect(await eventsOf(id, 'completed')).toBe(1);
  }, 120_000);

  it('was shipped once, however many ship it at the same time', async () => {
    const id = await placePaid();
    const parcels = Array.from({ length: 20 }, (_, index) => ({ carrier: 'SF', trackingNo: `SF-${index % 4}-000` }));
    const results = await Promise.all(
      parcels.map((parcel, index) =>
        refusalOf(asOperator(() => services[index % 2 ? 0 : 1].get(ShipOrder).execute(id, parcel))),
      ),
    );
    expect(results.filter((result) => result === 'no refusal')).toHaveLength(5);
    expect([await eventsOf(id, 'shipped'), (await auditOf(id)).length]).toEqual([1, 1]);
  });
});
