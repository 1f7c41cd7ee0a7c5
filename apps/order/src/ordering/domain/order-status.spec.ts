import { describe, expect, it } from '@jest/globals';
import { mayBecome, ORDER_STATUSES, type OrderStatus } from './order-status.js';

const ALLOWED = new Set([
  'PENDING_PAYMENT>PAID',
  'PENDING_PAYMENT>CANCELLED',
  'PENDING_PAYMENT>EXPIRED',
  'PAID>SHIPPED',
  'PAID>REFUNDING',
  'SHIPPED>COMPLETED',
  'SHIPPED>REFUNDING',
  'COMPLETED>REFUNDING',
  'REFUNDING>REFUNDED',
  'REFUNDING>PAID',
  'REFUNDING>SHIPPED',
  'REFUNDING>COMPLETED',
]);

const pairs = ORDER_STATUSES.flatMap((from) => ORDER_STATUSES.map((to): [OrderStatus, OrderStatus] => [from, to]));

describe('order status', () => {
  it.each(pairs)('%s to %s', (from, to) => {
    expect(mayBecome(from, to)).toBe(ALLOWED.has(`${from}>${to}`));
  });
});
