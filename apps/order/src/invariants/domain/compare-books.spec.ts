import { describe, expect, it } from '@jest/globals';
import { type BookedOrder, disagreement, isOnItsWay, type KeptPayment } from './compare-books.js';

const order: BookedOrder = { id: '5', status: 'PAID', paymentId: '9', amount: 200, refundedAmount: 50 };
const bookedAt = new Date('2026-03-01T12:00:00.000Z');
const payment: KeptPayment = { orderId: '5', paymentId: '9', amount: 200, refundedAmount: 50, bookedAt };
const unpaid: BookedOrder = { ...order, status: 'EXPIRED', paymentId: null };

describe('disagreement', () => {
  it.each<[BookedOrder | undefined, KeptPayment | undefined]>([
    [order, payment],
    [unpaid, undefined],
    [undefined, undefined],
  ])('is none between %j and %j', (ours, theirs) => {
    expect(disagreement(ours, theirs)).toBeNull();
  });

  it.each<[BookedOrder | undefined, KeptPayment | undefined, string]>([
    [order, undefined, 'is PAID by payment 9, which pays no order'],
    [undefined, payment, 'is paid by payment 9, but there is no such order'],
    [unpaid, payment, 'is EXPIRED, but payment 9 pays it'],
    [order, { ...payment, paymentId: '8' }, 'is paid by payment 9 here, by 8 there'],
    [order, { ...payment, amount: 199 }, 'is over 200 fen, its payment 9 over 199'],
    [order, { ...payment, refundedAmount: 0 }, 'has 50 fen refunded, its payment 9 0'],
  ])('between %j and %j is told', (ours, theirs, told) => {
    expect(disagreement(ours, theirs)).toBe(told);
  });
});

describe('what was booked', () => {
  it('is on its way to the order for a minute', () => {
    expect(isOnItsWay(payment, new Date(bookedAt.getTime() + 59_999))).toBe(true);
    expect(isOnItsWay(payment, new Date(bookedAt.getTime() + 60_000))).toBe(false);
    expect(isOnItsWay(undefined, bookedAt)).toBe(false);
  });
});
