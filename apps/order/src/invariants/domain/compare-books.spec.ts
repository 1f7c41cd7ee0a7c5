import { describe, expect, it } from '@jest/globals';
import { type BookedOrder, disagreement, type KeptPayment } from './compare-books.js';

const order: BookedOrder = { id: '5', status: 'PAID', paymentId: '9', amount: 200, refundedAmount: 50 };
const payment: KeptPayment = { orderId: '5', paymentId: '9', amount: 200, refundedAmount: 50 };
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
