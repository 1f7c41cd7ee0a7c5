import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { OrderLife, violated } from './order-life.js';

const life = new OrderLife();

beforeAll(() => life.start());
afterAll(() => life.stop());
beforeEach(() => {
  life.kept.onAsk = async () => {};
});

describe('the books of both services', () => {
  it('find each difference that stays', async () => {
    const [unkept, other, more, back] = [
      await life.placePaid(),
      await life.placePaid(),
      await life.placePaid(),
      await life.placePaid(),
    ];
    const unpaid = await life.place();
    const before = new Map(life.kept.books);
    life.kept.books.delete(unkept);
    life.kept.keep(other, { paymentId: '8' });
    life.kept.keep(more, { amount: 201 });
    life.kept.keep(back, { refundedAmount: 1 });
    life.kept.keep(unpaid, { paymentId: '7' });
    life.kept.keep('5', { paymentId: '6' });
    const found = violated(await life.check())['paid-orders-have-their-payment'] ?? [];
    expect(found.sort()).toEqual(
      [
        `${unkept} is PAID by payment 9${unkept.slice(-15)}, which pays no order`,
        `${other} is paid by payment 9${other.slice(-15)} here, by 8 there`,
        `${more} is over 200 fen, its payment 9${more.slice(-15)} over 201`,
        `${back} has 0 fen refunded, its payment 9${back.slice(-15)} 1`,
        `${unpaid} is PENDING_PAYMENT, but payment 7 pays it`,
        '5 is paid by payment 6, but there is no such order',
      ].sort(),
    );
    life.kept.books.clear();
    for (const [id, payment] of before) life.kept.books.set(id, payment);
    expect(violated(await life.check())).toEqual({});
  });

  it('are not found different because of what is on its way', async () => {
    const ids = [await life.place(), await life.place()];
    let asked = 0;
    // Booked there before the check looks, told here while it looks again.
    for (const id of ids) life.kept.keep(id);
    life.kept.onAsk = async () => {
      asked += 1;
      const [first = '', second = ''] = ids;
      if (asked === 3) await life.markPaid(first);
      if (asked === 5) await life.markPaid(second);
    };
    expect(violated(await life.check())).toEqual({});
    expect(asked).toBeGreaterThan(4);
  });

  it('are told to be unknown while the payment service is away', async () => {
    life.kept.onAsk = () => Promise.reject(new Error('away'));
    await expect(life.check()).rejects.toThrow('away');
  });
});

describe('under load', () => {
  it('no check complains while orders are placed, paid, cancelled and refunded', async () => {
    const done = new AbortController();
    const state = { lived: 0 };
    const writers = Promise.all(
      [1, 2, 3].map(async () => {
        for (; !done.signal.aborted; state.lived += 1) await life.live();
      }),
    );
    try {
      // However long one check takes: all of them run beside the writers.
      for (let checks = 0; checks < 2 || state.lived < 15; checks += 1) {
        expect(violated(await life.check())).toEqual({});
      }
    } finally {
      done.abort();
      await writers;
    }
    expect(violated(await life.check())).toEqual({});
  }, 120_000);
});
