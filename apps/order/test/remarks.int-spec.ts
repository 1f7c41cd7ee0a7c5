import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { orderV1 } from '@minisuite/contracts';
import { REQUEST } from '@minisuite/database';
import { FakeClock, testDatabase, type TestDatabase } from '@minisuite/testing';
import { migrations } from '../src/migrations.js';
import { CheckRemarks } from '../src/ordering/app/check-remarks.js';
import { ForgetCustomers } from '../src/closed-accounts/app/forget-customers.js';
import { FakeTextChecks } from './fake-text-checks.js';
import { as, asOperator, holdBack, type RunningOrderService, startOrderService } from './order-service.js';
import { countOf, putSkus } from './shop.js';

const ANY = orderV1.OrderStatus.ORDER_STATUS_UNSPECIFIED;
const clock = new FakeClock(new Date());
const texts = new FakeTextChecks();
let db: TestDatabase;
let service: RunningOrderService;
let keys = 0;

beforeAll(async () => {
  texts.away = false;
  db = await testDatabase(migrations);
  await putSkus(db.dataSource, { '101': 1000 });
  // The timer must not come in between.
  await holdBack(db.dataSource, 'order.check-remarks');
  service = await startOrderService(db.url, { clock, texts });
});
afterEach(async () => {
  Object.assign(texts, { away: false, before: async () => {} });
  clock.advance(3_600_000);
  await check();
  texts.asked.length = 0;
});
afterAll(async () => {
  await service?.stop();
  await db?.drop();
});

const check = () => service.get(CheckRemarks).execute();
const place = async (remark: string, userId = '7') => {
  keys += 1;
  const items = [{ skuId: '101', quantity: 1 }];
  const request = { items, addressId: '', remark, idempotencyKey: `k${keys}`, requestHash: 'h' };
  return (await as(userId, () => service.orders.placeOrder(request))).order?.id ?? '';
};
const pick = (order: { remark: string; remarkStatus: string } | null | undefined) =>
  `${order?.remark} ${order?.remarkStatus.replace('REMARK_STATUS_', '')}`;
const mine = async (id: string, userId = '7') => pick((await as(userId, () => service.orders.getOrder({ id }))).order);
const operators = async (id: string) => pick((await asOperator(() => service.operations.getAnyOrder({ id }))).order);

describe('the remark of an order', () => {
  it('is seen by its author at once, and by all others when WeChat has passed it', async () => {
    const id = await place('少糖', '8');
    expect([await mine(id, '8'), await operators(id)]).toEqual(['少糖 PENDING', ' PENDING']);
    await check();
    expect(texts.asked).toEqual([{ userId: '8', text: '少糖' }]);
    expect([await mine(id, '8'), await operators(id)]).toEqual(['少糖 PASSED', '少糖 PASSED']);
    const listed = await asOperator(() =>
      service.operations.listAllOrders({ status: ANY, userId: '8', limit: 1, cursor: '' }),
    );
    expect(listed.orders.map(pick)).toEqual(['少糖 PASSED']);
  });

  it('is hidden from others when WeChat minds it, in lists and among services too', async () => {
    const id = await place('坏话');
    await check();
    expect([await mine(id), await operators(id)]).toEqual(['坏话 REJECTED', ' REJECTED']);
    const listed = await asOperator(() =>
      service.operations.listAllOrders({ status: ANY, userId: '7', limit: 1, cursor: '' }),
    );
    expect(listed.orders.map(pick)).toEqual([' REJECTED']);
    expect((await service.ordersForPayment.batchGetOrders({ ids: [id] })).orders.map(pick)).toEqual([' REJECTED']);
    expect((await as('7', () => service.ordersForPayment.batchGetOrders({ ids: [id] }))).orders.map(pick)).toEqual([
      '坏话 REJECTED',
    ]);
  });

  it('is not asked about when it says nothing', async () => {
    const [none, blank] = [await place(''), await place('  ')];
    await check();
    expect(texts.asked).toEqual([]);
    expect([await mine(none), await mine(blank)]).toEqual([' NONE', '   NONE']);
  });

  it('waits while WeChat is away, which is asked about one at a time and ever more rarely', async () => {
    texts.away = true;
    const ids = [await place('一'), await place('二'), await place('三')];
    await check();
    expect(texts.asked.map(({ text }) => text)).toEqual(['一']);
    await check();
    await check();
    await check();
    expect(texts.asked.map(({ text }) => text)).toEqual(['一', '二', '三']);
    clock.advance(5000);
    await check();
    await check();
    await check();
    await check();
    expect(texts.asked).toHaveLength(6);
    clock.advance(5000);
    await check();
    expect(texts.asked).toHaveLength(6);
    texts.away = false;
    clock.advance(5000);
    await check();
    expect(await Promise.all(ids.map((id) => operators(id)))).toEqual(['一 PASSED', '二 PASSED', '三 PASSED']);
    expect(await countOf(db.dataSource, 'remark_check')).toBe(0);
  });

  it('is left to the next round when WeChat is slow', async () => {
    const ids = [await place('慢一'), await place('慢二')];
    texts.before = async () => void clock.advance(501);
    await check();
    expect(await Promise.all(ids.map(operators))).toEqual(['慢一 PASSED', ' PENDING']);
    await check();
    expect(await Promise.all(ids.map(operators))).toEqual(['慢一 PASSED', '慢二 PASSED']);
  });

  it('that is forgotten while WeChat looks at it stays forgotten', async () => {
    const id = await place('门铃坏了请打电话', '9');
    texts.before = () => service.get(ForgetCustomers).execute(['9'], REQUEST);
    await check();
    expect([await mine(id, '9'), await countOf(db.dataSource, 'remark_check')]).toEqual([' NONE', 0]);
  });

  it('is settled once by ten processes at the same time, and stays as it was settled', async () => {
    const id = await place('加冰');
    await Promise.all(Array.from({ length: 10 }, check));
    expect(await operators(id)).toBe('加冰 PASSED');
    await db.dataSource.query('INSERT INTO remark_check (order_id, next_at) VALUES (?, ?)', [id, clock.now()]);
    await db.dataSource.query("UPDATE orders SET remark = '坏' WHERE id = ?", [id]);
    await check();
    expect([await operators(id), await countOf(db.dataSource, 'remark_check')]).toEqual(['坏 PASSED', 0]);
  });

  it('is placed with its order only: a refused one leaves nothing to check', async () => {
    const items = [{ skuId: '404', quantity: 1 }];
    const request = { items, addressId: '', remark: '坏', idempotencyKey: 'refused', requestHash: 'h' };
    await expect(as('7', () => service.orders.placeOrder(request))).rejects.toMatchObject({ reason: 'NOT_FOUND' });
    expect(await countOf(db.dataSource, 'remark_check')).toBe(0);
  });
});
