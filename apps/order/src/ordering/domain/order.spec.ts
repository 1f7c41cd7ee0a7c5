import { describe, expect, it } from '@jest/globals';
import { Order, type Payment } from './order.js';
import { AS_PLACED, type OrderState } from './order-state.js';
import { ORDER_STATUSES, type OrderStatus } from './order-status.js';
import { orderTitle } from './order-title.js';

const expiresAt = new Date('2026-01-01T00:15:00.000Z');
const later = new Date('2026-01-01T00:16:00.000Z');
const line = { skuId: '11', productId: '1', title: '西湖龙井茶 袋装 50g', imageUrl: '', price: 100, quantity: 2 };
const payment: Payment = { paymentId: '9', amount: 200, paidAt: later };

function order(part: Partial<OrderState> = {}): Order {
  const createdAt = new Date('2026-01-01T00:00:00.000Z');
  const placed = { id: '5', userId: '7', ...AS_PLACED, amount: 200, lines: [line], address: null, remark: '' };
  return new Order({ ...placed, createdAt, expiresAt, ...part });
}

const others = (...not: OrderStatus[]) => ORDER_STATUSES.filter((status) => !not.includes(status));

describe('Order', () => {
  it('is paid once and tells it once', () => {
    const paid = order();
    expect(paid.markPaid(payment, { requestId: 'r1' })).toBe(true);
    expect(paid.markPaid(payment, { requestId: 'r2' })).toBe(false);
    expect(paid.state).toMatchObject({ status: 'PAID', paymentId: '9', paidAt: later });
    expect(paid.loadedStatus).toBe('PENDING_PAYMENT');
    expect(paid.changes).toMatchObject([
      { aggregateId: '5', origin: { requestId: 'r1' }, payload: { paymentId: '9', amount: 200, title: line.title } },
    ]);
  });

  it('knows its payment in whatever state it is later', () => {
    expect(order({ status: 'SHIPPED', paymentId: '9' }).markPaid(payment)).toBe(false);
  });

  it('refuses another amount', () => {
    expect(() => order().markPaid({ ...payment, amount: 199 })).toThrow(
      expect.objectContaining({ reason: 'CONFLICT' }),
    );
  });

  it.each(others('PENDING_PAYMENT'))('refuses a payment when it is %s', (status) => {
    const paymentId = status === 'CANCELLED' || status === 'EXPIRED' ? null : '8';
    expect(() => order({ status, paymentId }).markPaid(payment)).toThrow(
      expect.objectContaining({ reason: 'ORDER_STATE_CONFLICT' }),
    );
  });

  it('is cancelled or expired and says when', () => {
    const cancelled = order();
    cancelled.cancel(later);
    expect(cancelled.state).toMatchObject({ status: 'CANCELLED', closedAt: later });
    expect(cancelled.changes.map(({ event }) => event.name)).toEqual(['order.cancelled']);
    const expired = order();
    expired.expire(later);
    expect(expired.state).toMatchObject({ status: 'EXPIRED', closedAt: later });
    expect(expired.changes.map(({ event }) => event.name)).toEqual(['order.expired']);
  });

  it.each(others('PENDING_PAYMENT'))('is neither cancelled nor expired when it is %s', (status) => {
    const conflict = expect.objectContaining({ reason: 'ORDER_STATE_CONFLICT' });
    expect(() => order({ status }).cancel(later)).toThrow(conflict);
    expect(() => order({ status }).expire(later)).toThrow(conflict);
  });

  it('is due when it is unpaid and its time is over', () => {
    expect(order().isDue(new Date(expiresAt.getTime() - 1))).toBe(false);
    expect(order().isDue(expiresAt)).toBe(true);
    expect(order({ status: 'PAID' }).isDue(later)).toBe(false);
  });
});

describe('orderTitle', () => {
  it('names the first line and counts the pieces when there are more lines', () => {
    expect(orderTitle([line])).toBe('西湖龙井茶 袋装 50g');
    expect(orderTitle([line, { ...line, quantity: 3 }])).toBe('西湖龙井茶 袋装 50g 等5件');
  });
});
