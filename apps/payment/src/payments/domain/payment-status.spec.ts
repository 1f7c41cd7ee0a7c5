import { describe, expect, it } from '@jest/globals';
import { isPaid, mayBecome, PAYMENT_STATUSES } from './payment-status.js';

const allowed = new Set([
  'PENDING>SUCCEEDED',
  'PENDING>CLOSED',
  'CLOSED>SUCCEEDED',
  'SUCCEEDED>PARTIALLY_REFUNDED',
  'SUCCEEDED>REFUNDED',
  'PARTIALLY_REFUNDED>REFUNDED',
]);
const pairs = PAYMENT_STATUSES.flatMap((from) => PAYMENT_STATUSES.map((to) => [from, to] as const));

describe('payment status', () => {
  it.each(pairs)('%s to %s', (from, to) => {
    expect(mayBecome(from, to)).toBe(allowed.has(`${from}>${to}`));
  });

  it.each(PAYMENT_STATUSES)('%s: is our hand on money?', (status) => {
    expect(isPaid(status)).toBe(['SUCCEEDED', 'PARTIALLY_REFUNDED'].includes(status));
  });
});
