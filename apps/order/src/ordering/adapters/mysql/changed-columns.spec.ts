import { describe, expect, it } from '@jest/globals';
import { Order } from '../../domain/order.js';
import { AS_PLACED, type OrderState } from '../../domain/order-state.js';
import { changedColumns } from './changed-columns.js';

const at = new Date('2026-01-01T00:00:00.000Z');

function order(id: string): Order {
  const placed = { id, userId: '7', ...AS_PLACED, amount: 200, lines: [], address: null, remark: '' };
  const state: OrderState = { ...placed, createdAt: at, expiresAt: at, dueAt: at };
  return new Order(state);
}

describe('changedColumns', () => {
  it('sets what differs order by order, what is the same once, and leaves out what nobody changed', () => {
    const orders = [order('9007199254740993'), order('5')];
    for (const [index, one] of orders.entries()) one.markPaid({ paymentId: `${index}`, amount: 200, paidAt: at });
    expect(changedColumns(orders)).toEqual({
      assignments: ['payment_id = CASE id WHEN ? THEN ? WHEN ? THEN ? END', 'paid_at = ?', 'due_at = ?'],
      parameters: [9007199254740993n, 0n, 5n, 1n, at, null],
    });
  });

  it('sets a column for all when one of them has changed it', () => {
    const orders = [order('1'), order('2')];
    orders[1]?.beginClosing('EXPIRED', at, at);
    expect(changedColumns(orders).assignments).toEqual([
      'closing = CASE id WHEN ? THEN ? WHEN ? THEN ? END',
      'closing_since = CASE id WHEN ? THEN ? WHEN ? THEN ? END',
    ]);
  });
});
