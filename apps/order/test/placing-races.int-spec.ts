import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isDomainError } from '@minisuite/kernel';
import { testDatabase, type TestDatabase } from '@minisuite/testing';
import { migrations } from '../src/migrations.js';
import { PlaceOrders } from '../src/ordering/app/place-orders.js';
import type { PlaceOrderCommand } from '../src/ordering/domain/decide-placements.js';
import { as, type RunningOrderService, startOrderService } from './order-service.js';
import { countOf, expectStockAddsUp, putSkus, stockOf } from './shop.js';

const SKUS = Array.from({ length: 20 }, (_, index) => String(300 + index));

let db: TestDatabase;
let services: [RunningOrderService, RunningOrderService];

beforeAll(async () => {
  db = await testDatabase(migrations);
  await putSkus(db.dataSource, { '201': 10, '202': 1000, '203': 0 });
  await putSkus(db.dataSource, Object.fromEntries(SKUS.map((id) => [id, 1000])));
  services = [await startOrderService(db.url), await startOrderService(db.url)];
});

afterAll(async () => {
  await Promise.all((services ?? []).map((service) => service.stop()));
  await db?.drop();
});

const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
const service = (index: number) => services[index % 2 === 0 ? 0 : 1];

function place(
  by: RunningOrderService,
  userId: string,
  key: string,
  items: { skuId: string; quantity: number }[],
  requestHash = 'h',
) {
  const request = { items, addressId: '', remark: '', idempotencyKey: key, requestHash };
  return as(userId, () => by.orders.placeOrder(request));
}

const reasonOf = (result: PromiseSettledResult<unknown>) =>
  result.status === 'fulfilled' ? 'placed' : (result.reason as { reason: string }).reason;

describe('placing orders at the same time', () => {
  it('sells ten pieces to ten of fifty buyers', async () => {
    const results = await Promise.allSettled(
      times(50, (index) => place(service(index), String(1000 + index), 'k', [{ skuId: '201', quantity: 1 }])),
    );
    const reasons = results.map(reasonOf);
    expect(reasons.filter((reason) => reason === 'placed')).toHaveLength(10);
    expect(reasons.filter((reason) => reason === 'OUT_OF_STOCK')).toHaveLength(40);
    expect(await stockOf(db.dataSource, '201')).toEqual([0, 10, 0]);
    expect(await countOf(db.dataSource, 'order_line', 'sku_id = 201')).toBe(10);
    await expectStockAddsUp(db.dataSource);
  }, 120_000);

  it('makes one order of twenty requests with one key through two instances', async () => {
    const answers = await Promise.all(
      times(20, (index) => place(service(index), '2000', 'same', [{ skuId: '202', quantity: 2 }])),
    );
    const [first] = answers;
    for (const { order } of answers) expect(order).toEqual(first?.order);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await countOf(db.dataSource, 'orders', 'user_id = 2000')).toBe(1);
    expect(await countOf(db.dataSource, 'outbox', `aggregate_id = '${first?.order?.id}'`)).toBe(1);
    await expectStockAddsUp(db.dataSource);
  });

  it('places one of twenty different requests with one key through two instances', async () => {
    const results = await Promise.allSettled(
      times(20, (index) =>
        place(service(index), '2002', 'same', [{ skuId: SKUS[index] ?? '', quantity: 1 }], `h${index}`),
      ),
    );
    const reasons = results.map(reasonOf);
    expect(reasons.filter((reason) => reason === 'placed')).toHaveLength(1);
    expect(reasons.filter((reason) => reason === 'IDEMPOTENCY_KEY_REUSED')).toHaveLength(19);
    expect(await countOf(db.dataSource, 'orders', 'user_id = 2002')).toBe(1);
    await expectStockAddsUp(db.dataSource);
  });

  it('keeps one refusal of twenty requests with one key through two instances', async () => {
    const results = await Promise.allSettled(
      times(20, (index) => place(service(index), '2001', 'same', [{ skuId: '203', quantity: 1 }])),
    );
    expect(new Set(results.map(reasonOf))).toEqual(new Set(['OUT_OF_STOCK']));
    expect(await countOf(db.dataSource, 'idempotency_key', 'user_id = 2001')).toBe(1);
  });

  it('never deadlocks for good when orders want the same SKUs in different orders', async () => {
    const itemsOf = (index: number) => {
      const chosen = times(5, (step) => SKUS[(index * 7 + step * 3) % SKUS.length] ?? '');
      return (index % 3 === 0 ? chosen.toReversed() : chosen).map((skuId) => ({ skuId, quantity: 1 }));
    };
    await Promise.all(times(200, (index) => place(service(index), String(3000 + index), 'k', itemsOf(index))));
    expect(await countOf(db.dataSource, 'orders', 'user_id >= 3000 AND user_id < 3200')).toBe(200);
    await expectStockAddsUp(db.dataSource);
  }, 120_000);

  it('decides a group of a hundred in one transaction, each by itself', async () => {
    const command = (index: number, part: Partial<PlaceOrderCommand> = {}): PlaceOrderCommand => ({
      userId: String(5000 + index),
      key: 'k',
      items: [{ skuId: '202', quantity: 1 }],
      address: null,
      remark: '',
      requestHash: 'h',
      origin: { requestId: `r${index}` },
      ...part,
    });
    const commands = times(100, (index) => command(index));
    commands[40] = command(40, { items: [{ skuId: '999', quantity: 1 }] });
    commands[41] = command(41, { items: [{ skuId: '203', quantity: 1 }] });
    commands[90] = command(89);
    const answers = await services[0].get(PlaceOrders).execute(commands);
    expect(answers[40]).toMatchObject({ reason: 'NOT_FOUND', details: [{ path: 'items.0.skuId' }] });
    expect(answers[41]).toMatchObject({ reason: 'OUT_OF_STOCK' });
    expect(answers[90]).toEqual({ ...answers[89], replayed: true });
    expect(answers.filter((answer) => !isDomainError(answer))).toHaveLength(98);
    expect(await countOf(db.dataSource, 'orders', 'user_id >= 5000 AND user_id < 5100')).toBe(97);
    expect(await countOf(db.dataSource, 'idempotency_key', 'user_id >= 5000 AND user_id < 5100')).toBe(99);
    await expectStockAddsUp(db.dataSource);

    const again = await services[1].get(PlaceOrders).execute(commands);
    const ordersOf = (all: typeof answers) =>
      all.map((answer) => (isDomainError(answer) ? answer.reason : answer.order));
    expect(ordersOf(again)).toEqual(ordersOf(answers));
    expect(again.every(({ replayed }) => replayed)).toBe(true);
  });
});
