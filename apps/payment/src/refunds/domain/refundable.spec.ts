import { describe, expect, it } from '@jest/globals';
import { NothingToRefund } from './refund-errors.js';
import { assertRefundable } from './refundable.js';

const now = new Date('2026-03-01T12:00:00.000Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

describe('a payment can be refunded', () => {
  it('within a year and in fifty parts', () => {
    expect(() => assertRefundable({ paidAt: daysAgo(364), refunds: 49 }, now)).not.toThrow();
  });

  it.each([
    [{ paidAt: null, refunds: 0 }],
    [{ paidAt: daysAgo(365), refunds: 0 }],
    [{ paidAt: daysAgo(1), refunds: 50 }],
  ])('but not %j', (payment) => {
    expect(() => assertRefundable(payment, now)).toThrow(NothingToRefund);
  });
});
