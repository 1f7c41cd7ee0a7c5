import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auditTable } from '@minisuite/audit';
import { OrderLife } from './order-life.js';
import { as, asOperator, refusalOf } from './order-service.js';
import { countOf } from './shop.js';

const PARCEL = { carrier: 'YTO', trackingNo: 'YT-1234' };
const life = new OrderLife();
beforeAll(() => life.start());
afterAll(() => life.stop());

const eventsOf = (id: string, type: string) =>
  countOf(life.db.dataSource, 'outbox', `aggregate_id = '${id}' AND type = 'order.${type}.v1'`);

describe('a system that ships with a key', () => {
  const ship = (id: string, idempotencyKey: string, shipment = PARCEL, requestHash = 'h') =>
    asOperator(() => life.service.operations.shipOrder({ id, ...shipment, idempotencyKey, requestHash }));

  it('may send the same again, and gets the order as it is now', async () => {
    const id = await life.placePaid();
    const first = await ship(id, 'k1');
    await as('7', () => life.service.orders.confirmReceipt({ id }));
    const again = await ship(id, 'k1');
    expect([first.replayed, first.order?.status]).toEqual([false, 'ORDER_STATUS_SHIPPED']);
    expect([again.replayed, again.order?.status]).toEqual([true, 'ORDER_STATUS_COMPLETED']);
    expect(await eventsOf(id, 'shipped')).toBe(1);
  });

  it('ships once, however often it sends at the same time', async () => {
    const id = await life.placePaid();
    const answers = await Promise.all(Array.from({ length: 20 }, () => ship(id, 'k2')));
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await eventsOf(id, 'shipped')).toBe(1);
    expect(await countOf(life.db.dataSource, auditTable(life.db.dataSource), `target_id = '${id}'`)).toBe(1);
  });

  it('may not use the key for anything else', async () => {
    const [id, other] = [await life.placePaid(), await life.placePaid()];
    await ship(id, 'k3');
    expect(await refusalOf(ship(id, 'k3', { ...PARCEL, trackingNo: 'YT-9999' }, 'other'))).toBe(
      'IDEMPOTENCY_KEY_REUSED',
    );
    expect(await refusalOf(ship(other, 'k3', PARCEL, 'other'))).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(await eventsOf(other, 'shipped')).toBe(0);
  });

  it('ships one of many orders that come with one key at the same time', async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => life.placePaid()));
    const answers = await Promise.all(ids.map((id) => refusalOf(ship(id, 'k4', PARCEL, id))));
    expect(answers.toSorted()).toEqual([...Array.from({ length: 5 }, () => 'IDEMPOTENCY_KEY_REUSED'), 'no refusal']);
  });

  it('may try again after a refusal, because nothing was done', async () => {
    const id = await life.place();
    expect(await refusalOf(ship(id, 'k5'))).toBe('ORDER_STATE_CONFLICT');
    await life.markPaid(id);
    expect((await ship(id, 'k5')).order?.status).toBe('ORDER_STATUS_SHIPPED');
  });
});
