import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OrderLife, violated } from './order-life.js';

const NAMES = [
  'stock-balances',
  'reservations-have-live-orders',
  'sold-is-paid',
  'closing-is-not-stuck',
  'ratings-are-of-their-reviews',
  'events-leave',
  'paid-orders-have-their-payment',
];
const life = new OrderLife();

// The relay would send the event that is not to leave.
beforeAll(() => life.start('relay'));
afterAll(() => life.stop());

/** Plants a fault, tells what is found, and takes it out again. */
async function withPlanted(plant: string, undo: string, parameters: unknown[] = []) {
  await life.db.dataSource.query(plant, parameters);
  try {
    return violated(await life.check());
  } finally {
    await life.db.dataSource.query(undo, parameters);
  }
}

describe('the invariants of orders and stock', () => {
  it('hold for orders in every state', async () => {
    await life.live();
    const results = await life.check();
    expect(results.map(({ name }) => name)).toEqual(NAMES);
    expect(violated(results)).toEqual({});
    expect(results.every(({ name, checked }) => name === 'events-leave' || checked > 0)).toBe(true);
  });

  it.each([
    ['a piece that came from nowhere', 'available = available + 1', 'available = available - 1', ['stock-balances']],
    [
      'a piece reserved for nobody',
      'available = available - 1, reserved = reserved + 1',
      'available = available + 1, reserved = reserved - 1',
      ['stock-balances', 'reservations-have-live-orders'],
    ],
    [
      'a piece sold to nobody',
      'available = available - 1, sold = sold + 1',
      'available = available + 1, sold = sold - 1',
      ['stock-balances', 'sold-is-paid'],
    ],
  ])('find %s', async (_, plant, undo, names) => {
    const found = await withPlanted(`UPDATE sku SET ${plant} WHERE id = 102`, `UPDATE sku SET ${undo} WHERE id = 102`);
    expect(Object.keys(found)).toEqual(names);
    expect(
      Object.values(found)
        .flat()
        .every((text) => text.startsWith('102 ')),
    ).toBe(true);
  });

  it('find stars that no review gave', async () => {
    const found = await withPlanted(
      'UPDATE product SET stars = stars + 5, review_count = review_count + 1 WHERE id = 101',
      'UPDATE product SET stars = stars - 5, review_count = review_count - 1 WHERE id = 101',
    );
    expect(found).toEqual({ 'ratings-are-of-their-reviews': ['101 has 5 stars of 1 reviews; they say 0 of 0'] });
  });

  it('find movements of a SKU and of orders that are not there', async () => {
    const found = await withPlanted(
      "INSERT INTO stock_movement (sku_id, order_id, kind, delta, created_at) VALUES (77, 78, 'reserve', 1, NOW())",
      'DELETE FROM stock_movement WHERE sku_id = 77',
    );
    expect(found).toEqual({
      'stock-balances': ['77 has moved, but there is no such SKU'],
      'reservations-have-live-orders': ['78 moved SKU 77, which it does not order'],
    });
  });

  it('find stock that an ended order still holds, and stock that a live one has lost', async () => {
    const id = await life.place();
    const ended = await withPlanted(
      "UPDATE orders SET status = 'CANCELLED' WHERE id = ?",
      "UPDATE orders SET status = 'PENDING_PAYMENT' WHERE id = ?",
      [id],
    );
    expect(ended['reservations-have-live-orders']).toContain(
      `${id} is CANCELLED over 2 pieces of SKU 101; reserved are 2`,
    );
    const lost = await withPlanted(
      "INSERT INTO stock_movement (sku_id, order_id, kind, delta, created_at) VALUES (101, ?, 'release', 2, NOW())",
      "DELETE FROM stock_movement WHERE order_id = ? AND kind = 'release'",
      [id],
    );
    expect(lost['reservations-have-live-orders']).toEqual([
      `${id} is PENDING_PAYMENT over 2 pieces of SKU 101; reserved are 0`,
    ]);
  });

  it('find an order that counts as paid without a sale, and goods that came back but were never returned', async () => {
    const id = await life.placePaid();
    const unsold = await withPlanted(
      "UPDATE stock_movement SET kind = 'void' WHERE order_id = ? AND kind = 'sell'",
      "UPDATE stock_movement SET kind = 'sell' WHERE order_id = ? AND kind = 'void'",
      [id],
    );
    expect(unsold['sold-is-paid']).toEqual([`${id} is PAID over 2 pieces of SKU 101; sold are 0`]);
    const unreturned = await withPlanted(
      "UPDATE orders SET status = 'REFUNDED' WHERE id = ?",
      "UPDATE orders SET status = 'PAID' WHERE id = ?",
      [id],
    );
    expect(unreturned['sold-is-paid']).toContain(`${id} is REFUNDED over 2 pieces of SKU 101; sold are 2`);
  });

  it('find what is closing for too long, and what should be', async () => {
    const id = await life.place();
    life.payments.silent.add(id);
    await life.cancel(id);
    const late = new Date(life.clock.now().getTime() - 900_001);
    const stuck = await withPlanted(
      'UPDATE orders SET closing_since = ? WHERE id = ?',
      'UPDATE orders SET closing_since = created_at WHERE ? IS NOT NULL AND id = ?',
      [late, id],
    );
    expect(stuck['closing-is-not-stuck']).toEqual([expect.stringContaining(`${id} is to be CANCELLED since`)]);
    const other = await life.place();
    const forgotten = await withPlanted(
      'UPDATE orders SET due_at = ? WHERE id = ?',
      'UPDATE orders SET due_at = expires_at WHERE ? IS NOT NULL AND id = ?',
      [late, other],
    );
    expect(forgotten['closing-is-not-stuck']).toEqual([expect.stringContaining(`${other} should have begun to end`)]);
  });

  it('find an event that does not leave', async () => {
    const found = await withPlanted(
      `INSERT INTO outbox (event_id, topic, aggregate_id, type, payload, headers, created_at, published_at)
        VALUES (1, 'order.events', '2', 'order.paid.v1', '{}', '{}', ?, NULL)`,
      'DELETE FROM outbox WHERE ? IS NOT NULL AND event_id = 1',
      [new Date(life.clock.now().getTime() - 300_001)],
    );
    expect(found['events-leave']).toEqual([expect.stringContaining('1 order.paid.v1 of 2 waits since')]);
  });
});
