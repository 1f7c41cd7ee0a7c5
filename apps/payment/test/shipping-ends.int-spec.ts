import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ShippingWorld } from './shipping-world.js';

// Each event goes over Kafka, where a group may have to gather first.
jest.setTimeout(90_000);

let world: ShippingWorld;
beforeAll(async () => void (world = await ShippingWorld.start()));
afterAll(() => world.stop());
beforeEach(() => {
  world.uploads.answer = () => ({ kind: 'taken' });
  world.receivers.phone = '18912341234';
});

describe('a parcel of a carrier that wants a receiver', () => {
  it('is not sent to WeChat when there is none, and that is said', async () => {
    world.receivers.phone = '';
    const order = await world.paidOrder();
    await world.ship([{ ...order, carrier: 'SF' }]);
    const row = await world.until('it has failed', order.orderId, ({ status }) => status === 'FAILED');
    expect(row.error).toContain("SF wants a receiver's phone");
    expect(world.uploadsOf(order.orderId)).toEqual([]);
  });
});

describe('an order whose money has all gone back', () => {
  const isCancelled = ({ status }: { status: string }) => status === 'CANCELLED';

  it.each(['refused', 'missing', 'unknown'] as const)('is no error when WeChat answers %s', async (kind) => {
    world.uploads.answer = () => ({ kind, error: 'WeChat: wrong state' });
    const order = await world.paidOrder();
    await world.refund(order.paymentId);
    await world.ship([order]);
    const row = await world.until('the end', order.orderId, isCancelled);
    expect(row).toMatchObject({ attempts: 1, sent_at: null });
  });

  it('is none when that happened after WeChat had refused', async () => {
    const [partly, order] = [await world.refused(), await world.refused()];
    await world.rows("UPDATE payment SET status = 'PARTIALLY_REFUNDED' WHERE id = ?", [partly.paymentId]);
    await world.refund(order.paymentId);
    await world.until('the end', order.orderId, isCancelled);
    expect(await world.report(partly.orderId)).toMatchObject({ status: 'FAILED' });
  });

  it('is known at WeChat when it takes it all the same', async () => {
    const order = await world.paidOrder();
    await world.refund(order.paymentId);
    await world.ship([order]);
    const row = await world.until('WeChat knows', order.orderId, ({ status }) => status === 'SENT');
    expect(row.sent_at).not.toBeNull();
  });
});
