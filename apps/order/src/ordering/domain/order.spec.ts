import { describe, expect, it } from '@jest/globals';
import { Order, type Payment } from './order.js';
import { AS_PLACED, type OrderState } from './order-state.js';
import { ORDER_STATUSES, type OrderStatus } from './order-status.js';
import { orderTitle } from './order-title.js';
import { remarkAsWritten } from './remark.js';

const expiresAt = new Date('2026-01-01T00:15:00.000Z');
const later = new Date('2026-01-01T00:16:00.000Z');
const claimed = new Date('2026-01-01T00:17:00.000Z');
const line = { skuId: '11', productId: '1', title: '西湖龙井茶 袋装 50g', imageUrl: '', price: 100, quantity: 2 };
const payment: Payment = { paymentId: '9', amount: 200, paidAt: later };

function order(part: Partial<OrderState> = {}): Order {
  const createdAt = new Date('2026-01-01T00:00:00.000Z');
  const placed = {
    id: '5',
    userId: '7',
    ...AS_PLACED,
    amount: 200,
    lines: [line],
    address: null,
    ...remarkAsWritten(''),
  };
  return new Order({ ...placed, createdAt, expiresAt, dueAt: expiresAt, ...part });
}

const others = (...not: OrderStatus[]) => ORDER_STATUSES.filter((status) => !not.includes(status));

describe('Order', () => {
  it('is paid once and tells it once', () => {
    const paid = order();
    expect(paid.markPaid(payment, { requestId: 'r1' })).toBe(true);
    expect(paid.markPaid(payment, { requestId: 'r2' })).toBe(false);
    expect(paid.state).toMatchObject({ status: 'PAID', paymentId: '9', paidAt: later });
    expect(paid.loaded.status).toBe('PENDING_PAYMENT');
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

  it.each([
    ['CANCELLED', 'order.cancelled'],
    ['EXPIRED', 'order.expired'],
  ] as const)('becomes %s as it was meant first, when WeChat says that nobody has paid', (as, name) => {
    const closing = order();
    closing.beginClosing(as, later, claimed);
    closing.beginClosing(as === 'EXPIRED' ? 'CANCELLED' : 'EXPIRED', claimed, claimed);
    expect(closing.state).toMatchObject({
      status: 'PENDING_PAYMENT',
      closing: { as, since: later, unanswered: 0 },
      dueAt: claimed,
    });
    expect(closing.changes).toEqual([]);
    expect(closing.close(later)).toBe(true);
    expect(closing.close(claimed)).toBe(false);
    expect(closing.state).toMatchObject({ status: as, closedAt: later, closing: null, dueAt: null });
    expect(closing.changes.map(({ event }) => event.name)).toEqual([name]);
  });

  it('is paid while it is closing, when WeChat says so', () => {
    const closing = order();
    closing.beginClosing('EXPIRED', later, claimed);
    expect(closing.markPaid(payment)).toBe(true);
    expect(closing.state).toMatchObject({ status: 'PAID', closing: null, dueAt: null });
  });

  it('waits longer each time that WeChat does not say', () => {
    const closing = order();
    closing.beginClosing('EXPIRED', later, claimed);
    closing.postponeClosing(later);
    closing.postponeClosing(later);
    expect(closing.state).toMatchObject({ closing: { unanswered: 2 }, dueAt: new Date(later.getTime() + 2000) });
  });

  it.each(others('PENDING_PAYMENT'))('does not begin to close when it is %s', (status) => {
    const conflict = expect.objectContaining({ reason: 'ORDER_STATE_CONFLICT' });
    expect(() => order({ status }).beginClosing('CANCELLED', later, claimed)).toThrow(conflict);
    expect(() => order({ status }).beginClosing('EXPIRED', later, claimed)).toThrow(conflict);
  });

  it.each(others('CANCELLED', 'EXPIRED'))('is not closed when nobody meant that and it is %s', (status) => {
    expect(() => order({ status }).close(later)).toThrow(expect.objectContaining({ reason: 'ORDER_STATE_CONFLICT' }));
  });

  it('is due when it is unpaid and its time is over', () => {
    expect(order().isDue(new Date(expiresAt.getTime() - 1))).toBe(false);
    expect(order().isDue(expiresAt)).toBe(true);
    expect(order({ status: 'PAID' }).isDue(later)).toBe(false);
  });
});

describe('Order that travels', () => {
  const shipment = { carrier: 'SF', trackingNo: 'SF1234567890' };
  const address = { name: '王小明', phone: '13800138000', province: '浙江省', city: '杭州市' };
  const home = { ...address, district: '', detail: '龙井路 1 号', postalCode: '' };
  const paid = (part: Partial<OrderState> = {}) =>
    order({ status: 'PAID', paymentId: '9', dueAt: null, address: home, ...part });

  it('is shipped once and tells it once', () => {
    const shipped = paid();
    expect(shipped.ship(shipment, later, claimed)).toBe(true);
    expect(shipped.ship(shipment, claimed, claimed)).toBe(false);
    expect(shipped.state).toMatchObject({ status: 'SHIPPED', shipment, shippedAt: later, dueAt: claimed });
    expect(shipped.changes).toMatchObject([{ payload: { paymentId: '9', ...shipment, title: line.title } }]);
    const another = { ...shipment, trackingNo: 'SF1' };
    expect(() => shipped.ship(another, later, claimed)).toThrow(
      expect.objectContaining({ reason: 'ORDER_STATE_CONFLICT' }),
    );
  });

  it('goes without an address only where WeChat does not ask for whom it is', () => {
    const digital = paid({ address: null });
    expect(() => digital.ship(shipment, later, claimed)).toThrow(
      expect.objectContaining({ reason: 'ORDER_STATE_CONFLICT', message: expect.stringContaining('no address') }),
    );
    expect([digital.state, digital.changes]).toEqual([digital.loaded, []]);
    expect(digital.ship({ ...shipment, carrier: 'YTO' }, later, claimed)).toBe(true);
  });

  it.each(others('PAID'))('is not shipped when it is %s', (status) => {
    expect(() => paid({ status }).ship(shipment, later, claimed)).toThrow(
      expect.objectContaining({ reason: 'ORDER_STATE_CONFLICT' }),
    );
  });

  it('is received once, by the user or by time', () => {
    const received = paid({ status: 'SHIPPED', shippedAt: later, dueAt: claimed });
    expect(received.isReceiptDue(later)).toBe(false);
    expect(received.isReceiptDue(claimed)).toBe(true);
    expect(received.complete('USER', claimed)).toBe(true);
    expect(received.complete('TIME', claimed)).toBe(false);
    expect(received.isReceiptDue(claimed)).toBe(false);
    expect(received.state).toMatchObject({ status: 'COMPLETED', completedAt: claimed, dueAt: null });
    expect(received.changes).toMatchObject([{ payload: { by: 'USER' } }]);
  });

  it.each(others('SHIPPED', 'COMPLETED'))('is not received when it is %s', (status) => {
    expect(() => paid({ status, shippedAt: later }).complete('USER', later)).toThrow(
      expect.objectContaining({ reason: 'ORDER_STATE_CONFLICT' }),
    );
  });
});

describe('Order with refunds', () => {
  const refund = { refundId: '3', paymentId: '9' };
  const formerly = {
    PAID: {},
    SHIPPED: { shippedAt: later, dueAt: claimed },
    COMPLETED: { shippedAt: later, completedAt: later },
  };

  it.each(['PAID', 'SHIPPED', 'COMPLETED'] as const)('is held when it is %s, and back there after a part', (status) => {
    const held = order({ status, paymentId: '9', ...formerly[status] });
    held.hold(refund, later, { requestId: 'r' });
    held.hold({ ...refund, refundId: '4' }, later);
    expect(held.state.status).toBe('REFUNDING');
    expect(held.changes).toMatchObject([
      { origin: { requestId: 'r' }, payload: { refundId: '3', shipped: status !== 'PAID' } },
      { payload: { refundId: '4' } },
    ]);
    held.addRefunded('9', 50);
    expect(held.release()).toBe(false);
    expect(held.state).toMatchObject({ status, refundedAmount: 50 });
  });

  it('is refunded when all has gone back, and its pieces return unless they travel', () => {
    for (const [status, returns] of [
      ['PAID', true],
      ['SHIPPED', false],
      ['COMPLETED', false],
    ] as const) {
      const held = order({ status, paymentId: '9', refundedAmount: 150, ...formerly[status] });
      held.hold(refund, later);
      held.addRefunded('9', 50);
      expect(held.release()).toBe(returns);
      expect(held.state).toMatchObject({ status: 'REFUNDED', refundedAmount: 200, dueAt: null });
      expect(held.release()).toBe(false);
    }
  });

  it('counts money that went back though nobody had told that it was asked for', () => {
    const told = order({ status: 'PAID', paymentId: '9' });
    told.addRefunded('9', 200);
    expect(told.release()).toBe(true);
    expect(told.state.status).toBe('REFUNDED');
  });

  it('gives back no more than was paid', () => {
    const held = order({ status: 'REFUNDING', paymentId: '9', refundedAmount: 150 });
    expect(() => held.addRefunded('9', 51)).toThrow(expect.objectContaining({ reason: 'CONFLICT' }));
  });

  it.each(['PENDING_PAYMENT', 'CANCELLED', 'EXPIRED', 'REFUNDED'] as const)(
    'takes no refund when it is %s',
    (status) => {
      const paymentId = status === 'REFUNDED' ? '9' : null;
      const conflict = expect.objectContaining({ reason: 'ORDER_STATE_CONFLICT' });
      expect(() => order({ status, paymentId }).hold(refund, later)).toThrow(conflict);
      expect(() => order({ status, paymentId }).addRefunded('9', 1)).toThrow(conflict);
    },
  );

  it('takes no refund of another payment', () => {
    expect(() => order({ status: 'PAID', paymentId: '8' }).hold(refund, later)).toThrow(
      expect.objectContaining({ reason: 'ORDER_STATE_CONFLICT' }),
    );
  });
});

describe('orderTitle', () => {
  it('names the first line and counts the pieces when there are more lines', () => {
    expect(orderTitle([line])).toBe('西湖龙井茶 袋装 50g');
    expect(orderTitle([line, { ...line, quantity: 3 }])).toBe('西湖龙井茶 袋装 50g 等5件');
  });
});
