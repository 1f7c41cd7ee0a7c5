import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { orderV1 } from '@minisuite/contracts';
import { testDatabase, type TestDatabase } from '@minisuite/testing';
import { migrations } from '../src/migrations.js';
import { ADDRESS } from './fake-address-book.js';
import { as, refusalOf, type RunningOrderService, startOrderService } from './order-service.js';
import { countOf, expectStockAddsUp, putSkus, stockOf } from './shop.js';

let db: TestDatabase;
let service: RunningOrderService;
let keys = 0;

beforeAll(async () => {
  db = await testDatabase(migrations);
  await putSkus(db.dataSource, { '101': 1000, '102': 1000, '103': 2 });
  service = await startOrderService(db.url);
});

afterAll(async () => {
  await service?.stop();
  await db?.drop();
});

function request(part: Partial<orderV1.PlaceOrderRequest> = {}): orderV1.PlaceOrderRequest {
  keys += 1;
  const items = [{ skuId: '101', quantity: 1 }];
  return { items, addressId: '', remark: '', idempotencyKey: `key-${keys}`, requestHash: 'hash', ...part };
}

const place = (userId: string, part?: Partial<orderV1.PlaceOrderRequest>) =>
  as(userId, () => service.orders.placeOrder(request(part)));

async function idOf(placed: Promise<orderV1.PlaceOrderResponse>): Promise<string> {
  const { order } = await placed;
  return order?.id ?? '';
}

describe('placing an order', () => {
  it('answers the order with snapshots, and shows the same one later', async () => {
    const items = [
      { skuId: '101', quantity: 2 },
      { skuId: '102', quantity: 3 },
    ];
    const { order, replayed } = await place('7', { items, addressId: '7', remark: '少糖 🍵' });
    const line = {
      productId: '101',
      title: '龙井茶 袋装',
      imageUrl: '/static/products/longjing-tea.svg',
      price: '100',
    };
    expect(replayed).toBe(false);
    expect(order).toMatchObject({
      userId: '7',
      status: 'ORDER_STATUS_PENDING_PAYMENT',
      amount: '500',
      lines: items.map((item) => ({ ...line, ...item })),
      address: ADDRESS,
      remark: '少糖 🍵',
      paymentId: '',
      paidAt: null,
    });
    expect(Number(order?.expiresAt?.seconds) - Number(order?.createdAt?.seconds)).toBe(900);
    await db.dataSource.query('UPDATE sku SET price = 999 WHERE id = 102');
    expect(await as('7', () => service.orders.getOrder({ id: order?.id ?? '' }))).toEqual({ order });
    await db.dataSource.query('UPDATE sku SET price = 100 WHERE id = 102');
    expect(await countOf(db.dataSource, 'outbox', `aggregate_id = '${order?.id}' AND type = 'order.placed.v1'`)).toBe(
      1,
    );
  });

  it('keeps no address that can be read, and replays it all the same', async () => {
    const first = request({ addressId: '7' });
    const { order } = await as('7', () => service.orders.placeOrder(first));
    const [row] = await db.dataSource.query<{ address: string }[]>('SELECT address FROM orders WHERE id = ?', [
      order?.id,
    ]);
    expect(row?.address).toMatch(/^sealed:test:[\w-]+$/);
    expect((await as('7', () => service.orders.placeOrder(first))).order?.address).toEqual(ADDRESS);
  });

  it('replays the first answer, whatever became of the order', async () => {
    const first = request({ remark: 'once' });
    const { order } = await as('8', () => service.orders.placeOrder(first));
    await as('8', () => service.orders.cancelOrder({ id: order?.id ?? '' }));
    expect(await as('8', () => service.orders.placeOrder(first))).toEqual({ order, replayed: true });
  });

  it('replays a refusal, even when stock has come meanwhile', async () => {
    const first = request({ items: [{ skuId: '103', quantity: 3 }] });
    const again = () => as('8', () => service.orders.placeOrder(first));
    await expect(again()).rejects.toMatchObject({ reason: 'OUT_OF_STOCK', replayed: false });
    await db.dataSource.query('UPDATE sku SET available = available + 5 WHERE id = 103');
    await expect(again()).rejects.toMatchObject({
      reason: 'OUT_OF_STOCK',
      details: [{ path: 'items.0.quantity', message: 'only 2 left' }],
      replayed: true,
    });
    await db.dataSource.query('UPDATE sku SET available = available - 5 WHERE id = 103');
  });

  it('keeps keys of users apart, compares them byte by byte, and refuses another request under the same key', async () => {
    const first = request();
    const mine = await idOf(as('9', () => service.orders.placeOrder(first)));
    const theirs = await idOf(as('10', () => service.orders.placeOrder(first)));
    const upper = await idOf(
      as('9', () => service.orders.placeOrder({ ...first, idempotencyKey: first.idempotencyKey.toUpperCase() })),
    );
    expect(new Set([mine, theirs, upper]).size).toBe(3);
    const other = as('9', () => service.orders.placeOrder({ ...first, requestHash: 'other' }));
    expect(await refusalOf(other)).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it.each([
    [
      'an unknown SKU',
      {
        items: [
          { skuId: '101', quantity: 1 },
          { skuId: '999', quantity: 1 },
        ],
      },
      'NOT_FOUND items.1.skuId',
    ],
    ['an id beyond all ids', { items: [{ skuId: '9'.repeat(20), quantity: 1 }] }, 'NOT_FOUND items.0.skuId'],
    ['too many pieces', { items: [{ skuId: '103', quantity: 3 }] }, 'OUT_OF_STOCK items.0.quantity'],
    ['quantity 0', { items: [{ skuId: '101', quantity: 0 }] }, 'VALIDATION_FAILED items.0.quantity'],
    ['an id that is none', { items: [{ skuId: "1' OR 1", quantity: 1 }] }, 'VALIDATION_FAILED items.0.skuId'],
    ['no items', { items: [] }, 'VALIDATION_FAILED items'],
    ['no key', { idempotencyKey: '' }, 'IDEMPOTENCY_KEY_REQUIRED'],
    ["somebody else's address", { addressId: '8' }, 'NOT_FOUND addressId'],
  ])('refuses %s and changes nothing', async (_, part, refusal) => {
    const before = [await countOf(db.dataSource, 'orders'), await countOf(db.dataSource, 'stock_movement')];
    expect(await refusalOf(place('7', part))).toBe(refusal);
    expect([await countOf(db.dataSource, 'orders'), await countOf(db.dataSource, 'stock_movement')]).toEqual(before);
  });

  it('asks for a user and for the internal credential', async () => {
    expect(await refusalOf(service.orders.placeOrder(request()))).toBe('TOKEN_MISSING');
    const stranger = await startOrderService(db.url, { presented: 'not-the-credential-0123456789' });
    const call = as('7', () => stranger.orders.placeOrder(request()));
    expect(await refusalOf(call)).toBe('CREDENTIALS_INVALID');
    await stranger.stop();
  });
});

describe('my orders', () => {
  it('are listed newest first, by page and by status', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) ids.unshift(await idOf(place('20')));
    await as('20', () => service.orders.cancelOrder({ id: ids[1] ?? '' }));
    const list = async (status: orderV1.OrderStatus, cursor = '') => {
      const page = await as('20', () => service.orders.listOrders({ status, limit: 3, cursor }));
      return { ids: page.orders.map(({ id }) => id), nextCursor: page.nextCursor };
    };
    const first = await list(orderV1.OrderStatus.ORDER_STATUS_UNSPECIFIED);
    const second = await list(orderV1.OrderStatus.ORDER_STATUS_UNSPECIFIED, first.nextCursor);
    expect([...first.ids, ...second.ids]).toEqual(ids);
    expect(second.nextCursor).toBe('');
    expect((await list(orderV1.OrderStatus.ORDER_STATUS_CANCELLED)).ids).toEqual([ids[1]]);
  });

  it('are nobody else’s to see, list or cancel', async () => {
    const id = await idOf(place('30'));
    expect(await refusalOf(as('31', () => service.orders.getOrder({ id })))).toBe('NOT_FOUND');
    expect(await refusalOf(as('31', () => service.orders.cancelOrder({ id })))).toBe('NOT_FOUND');
    const all = { status: orderV1.OrderStatus.ORDER_STATUS_UNSPECIFIED, limit: 0, cursor: '' };
    expect((await as('31', () => service.orders.listOrders(all))).orders).toEqual([]);
    expect((await as('31', () => service.ordersForPayment.batchGetOrders({ ids: [id] }))).orders).toEqual([]);
    expect((await as('30', () => service.ordersForPayment.batchGetOrders({ ids: [id] }))).orders).toHaveLength(1);
  });

  it('are all there for a service that asks without a user', async () => {
    const ids = [await idOf(place('40')), await idOf(place('41'))];
    const { orders } = await service.ordersForPayment.batchGetOrders({ ids: [...ids, '5', 'x'] });
    expect(orders.map(({ id, userId }) => [id, userId])).toEqual([
      [ids[0], '40'],
      [ids[1], '41'],
    ]);
  });

  it.each(['123', 'x', '', '9'.repeat(20)])('do not contain %j', async (id) => {
    expect(await refusalOf(as('7', () => service.orders.getOrder({ id })))).toBe('NOT_FOUND');
    expect(await refusalOf(as('7', () => service.orders.cancelOrder({ id })))).toBe('NOT_FOUND');
  });

  it('give their stock back when cancelled, once', async () => {
    const before = await stockOf(db.dataSource, '101');
    const id = await idOf(place('50', { items: [{ skuId: '101', quantity: 9 }] }));
    const { order } = await as('50', () => service.orders.cancelOrder({ id }));
    expect(order?.status).toBe('ORDER_STATUS_CANCELLED');
    expect(order?.closedAt).not.toBeNull();
    expect(await refusalOf(as('50', () => service.orders.cancelOrder({ id })))).toBe('ORDER_STATE_CONFLICT');
    expect(await stockOf(db.dataSource, '101')).toEqual(before);
    await expectStockAddsUp(db.dataSource);
  });
});
