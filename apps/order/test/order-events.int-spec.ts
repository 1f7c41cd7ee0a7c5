import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PaymentSucceeded, recordEvent, UserClosed } from '@minisuite/contracts';
import { MysqlTransactions, REQUEST } from '@minisuite/database';
import { Outbox } from '@minisuite/messaging';
import { eventually, FakeClock, testDatabase, type TestDatabase } from '@minisuite/testing';
import { migrations } from '../src/migrations.js';
import { ForgetOldAnswers } from '../src/ordering/app/forget-old-answers.js';
import { as, type RunningOrderService, startOrderService } from './order-service.js';
import { countOf, expectStockAddsUp, putSkus, stockOf } from './shop.js';

const clock = new FakeClock(new Date());

let db: TestDatabase;
let service: RunningOrderService;

beforeAll(async () => {
  db = await testDatabase(migrations);
  await putSkus(db.dataSource, { '501': 10, '502': 10 });
  service = await startOrderService(db.url, { clock });
}, 60_000);

afterAll(async () => {
  await service?.stop();
  await db?.drop();
});

async function place(key: string): Promise<string> {
  const items = [{ skuId: '501', quantity: 2 }];
  const request = { items, addressId: '', remark: '', idempotencyKey: key, requestHash: 'h' };
  const { order } = await as('7', () => service.orders.placeOrder(request));
  return order?.id ?? '';
}

const get = async (id: string) => (await as('7', () => service.orders.getOrder({ id }))).order;

describe('what happens without being asked for', () => {
  it('takes what is personal out of the orders of a user who has left, and keeps the rest and the orders of others', async () => {
    const withAddress = (userId: string) =>
      as(userId, () =>
        service.orders.placeOrder({
          items: [{ skuId: '502', quantity: 1 }],
          addressId: userId,
          remark: '门铃坏了',
          idempotencyKey: `leaving-${userId}`,
          requestHash: 'h',
        }),
      );
    const [left, stays] = [(await withAddress('8')).order, (await withAddress('9')).order];
    const event = recordEvent(UserClosed, '8', { userId: '8', closedAt: clock.now().toISOString() });
    const outbox = service.get(Outbox);
    await new MysqlTransactions(db.dataSource, (tx) => tx).run(REQUEST, (tx) => outbox.append(tx, [event]));
    const seen = (id = '', userId = '') => as(userId, () => service.orders.getOrder({ id }));
    await eventually('the address is gone', async () => (await seen(left?.id, '8')).order?.address === null, 30_000);
    expect((await seen(left?.id, '8')).order).toEqual({
      ...left,
      address: null,
      remark: '',
      remarkStatus: 'REMARK_STATUS_NONE',
    });
    expect((await seen(stays?.id, '9')).order).toEqual(stays);
  }, 60_000);

  it('marks an order paid when the payment service says so', async () => {
    const id = await place('paid');
    const paidAt = clock.now();
    const payload = {
      paymentId: '42',
      orderId: id,
      userId: '7',
      amount: 200,
      transactionId: 't',
      paidAt: paidAt.toISOString(),
    };
    const event = recordEvent(PaymentSucceeded, '42', payload);
    const outbox = service.get(Outbox);
    // Stands in for the payment service: the event travels from this outbox over the broker and back.
    await new MysqlTransactions(db.dataSource, (tx) => tx).run(REQUEST, (tx) => outbox.append(tx, [event, event]));
    const order = await eventually(
      'the order is paid',
      async () => {
        const found = await get(id);
        return found?.status === 'ORDER_STATUS_PAID' ? found : undefined;
      },
      30_000,
    );
    expect(order).toMatchObject({ paymentId: '42', paidAt: { seconds: String(Math.floor(paidAt.getTime() / 1000)) } });
    expect(await stockOf(db.dataSource, '501')).toEqual([8, 0, 2]);
    expect(await countOf(db.dataSource, 'outbox', `aggregate_id = '${id}' AND type = 'order.paid.v1'`)).toBe(1);
    await expectStockAddsUp(db.dataSource);
  }, 60_000);

  it('expires an unpaid order by itself', async () => {
    const id = await place('unpaid');
    clock.advance(900_000);
    await eventually('the order is expired', async () => (await get(id))?.status === 'ORDER_STATUS_EXPIRED', 30_000);
    expect(await stockOf(db.dataSource, '501')).toEqual([8, 0, 2]);
  }, 60_000);

  it('forgets answers after a day, not before', async () => {
    const id = await place('forgotten');
    clock.advance(24 * 3_600_000 - 1);
    await service.get(ForgetOldAnswers).execute();
    expect(await place('forgotten')).toBe(id);
    clock.advance(2);
    await service.get(ForgetOldAnswers).execute();
    expect(await countOf(db.dataSource, 'idempotency_key')).toBe(0);
    expect(await place('forgotten')).not.toBe(id);
  });
});
