import { describe, expect, it } from '@jest/globals';
import { orderV1 } from '@minisuite/contracts';
import { fromPlaceOrder, fromStatus, toOrder } from './orders.mapper.js';
import { ORDER_STATUSES } from './orders.schemas.js';

const at = { seconds: '1767225600', nanos: 0 };
const order: orderV1.Order = {
  id: '1',
  userId: '7',
  status: orderV1.OrderStatus.ORDER_STATUS_PAID,
  amount: '100',
  lines: [],
  address: null,
  remark: '',
  remarkStatus: orderV1.RemarkStatus.REMARK_STATUS_NONE,
  paymentId: '',
  createdAt: at,
  expiresAt: at,
  paidAt: null,
  shippedAt: null,
  completedAt: null,
  closedAt: null,
  refundedAmount: '0',
  closing: false,
  shipment: null,
};
const same = (url: string) => url;

describe('orders on the wire and in JSON', () => {
  it.each(ORDER_STATUSES)('know the status %s both ways', (status) => {
    const wire = fromStatus(status);
    expect(wire).toBe(`ORDER_STATUS_${status}`);
    expect(toOrder({ ...order, status: wire }, same).status).toBe(status);
  });

  it('know every status of the contract', () => {
    const names = Object.values(orderV1.OrderStatus).filter((name) => !name.endsWith('UNSPECIFIED'));
    expect(names).toEqual(ORDER_STATUSES.map((status) => `ORDER_STATUS_${status}`));
    expect(fromStatus(undefined)).toBe('ORDER_STATUS_UNSPECIFIED');
  });

  it('know every status of a remark, and none for a service that says nothing of it', () => {
    const statuses = Object.values(orderV1.RemarkStatus).map(
      (remarkStatus) => toOrder({ ...order, remarkStatus }, same).remarkStatus,
    );
    expect(statuses).toEqual(['NONE', 'NONE', 'PENDING', 'PASSED', 'REJECTED']);
  });

  it('leave out what is not there, and never say whose they are', () => {
    expect(Object.keys(toOrder(order, same))).toEqual([
      'id',
      'status',
      'closing',
      'amount',
      'items',
      'remark',
      'remarkStatus',
      'createdAt',
      'expiresAt',
      'refundedAmount',
    ]);
  });

  it.each([
    { amount: '1.5' },
    { amount: '' },
    { amount: '99999999999999999999' },
    { status: orderV1.OrderStatus.ORDER_STATUS_UNSPECIFIED },
    { createdAt: null },
  ])('do not pass on what breaks the contract: %j', (change) => {
    expect(() => toOrder({ ...order, ...change }, same)).toThrow(/not an amount|without its|missing/);
  });

  it('send empty strings for what was not asked', () => {
    expect(fromPlaceOrder({ items: [] }, 'k', 'h')).toEqual({
      items: [],
      addressId: '',
      remark: '',
      idempotencyKey: 'k',
      requestHash: 'h',
    });
  });
});
