import { describe, expect, it } from '@jest/globals';
import { orderV1 } from '@minisuite/contracts';
import { AS_PLACED, type OrderState } from '../../domain/order-state.js';
import { ORDER_STATUSES } from '../../domain/order-status.js';
import { remarkAsWritten } from '../../domain/remark.js';
import { fromWireStatus, toWireOrder, toWireStatus } from './order-mapper.js';

describe('statuses on the wire', () => {
  it.each(ORDER_STATUSES)('%s goes there and back', (status) => {
    expect(fromWireStatus(toWireStatus(status))).toBe(status);
  });

  it('reads unspecified as all and refuses unknown numbers', () => {
    expect(fromWireStatus(orderV1.OrderStatus.ORDER_STATUS_UNSPECIFIED)).toBeNull();
    expect(() => fromWireStatus(99 as unknown as orderV1.OrderStatus)).toThrow('not valid');
  });
});

describe('toWireOrder', () => {
  it('writes money as text and leaves out what has not happened', () => {
    const line = { skuId: '11', productId: '1', title: 't', imageUrl: '/i', price: 100, quantity: 2 };
    const at = new Date('2026-01-01T00:00:00.250Z');
    const order: OrderState = {
      id: '5',
      userId: '7',
      ...AS_PLACED,
      amount: 200,
      lines: [line],
      address: null,
      remark: 'r',
      remarkStatus: 'PENDING',
      createdAt: at,
      expiresAt: at,
      dueAt: at,
    };
    const wireTime = { seconds: '1767225600', nanos: 250_000_000 };
    expect(toWireOrder(order)).toEqual({
      id: '5',
      userId: '7',
      status: 'ORDER_STATUS_PENDING_PAYMENT',
      amount: '200',
      lines: [{ ...line, price: '100' }],
      address: null,
      remark: 'r',
      remarkStatus: 'REMARK_STATUS_PENDING',
      paymentId: '',
      createdAt: wireTime,
      expiresAt: wireTime,
      paidAt: null,
      shippedAt: null,
      completedAt: null,
      closedAt: null,
      refundedAmount: '0',
      closing: false,
      shipment: null,
    });
  });

  it('tells that an order is closing and how it travels', () => {
    const at = new Date(0);
    const placed = { id: '5', userId: '7', ...AS_PLACED, amount: 1, lines: [], address: null, ...remarkAsWritten('') };
    const shipment = { carrier: 'SF', trackingNo: 'SF1234' };
    const closing = { as: 'EXPIRED', since: at, unanswered: 3 } as const;
    const order: OrderState = { ...placed, createdAt: at, expiresAt: at, dueAt: at, closing, shipment };
    expect(toWireOrder(order)).toMatchObject({ closing: true, shipment });
  });
});
