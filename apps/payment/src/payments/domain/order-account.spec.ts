import { describe, expect, it } from '@jest/globals';
import { OrderAccount, type OrderAccountState } from './order-account.js';

const now = new Date('2026-03-01T12:00:00.000Z');
const fresh: OrderAccountState = { orderId: '7', sealedAt: null, closedAt: null, keptPaymentId: null };
const account = (changes: Partial<OrderAccountState> = {}) => new OrderAccount({ ...fresh, ...changes });

describe('the account of an order', () => {
  it('keeps the money of one payment, however often it is told of it', () => {
    const one = account();
    expect([one.take('1'), one.take('1'), one.take('2'), one.take('1')]).toEqual([
      'KEPT',
      'KEPT',
      'PAID_TWICE',
      'KEPT',
    ]);
    expect(one.state.keptPaymentId).toBe('1');
  });

  it('keeps none once it is closed', () => {
    const one = account();
    expect(one.close(now)).toBe(true);
    expect(one.take('1')).toBe('ORDER_CLOSED');
    expect(one.state.keptPaymentId).toBeNull();
  });

  it('is not closed once it is paid', () => {
    const one = account();
    one.take('1');
    expect(one.close(now)).toBe(false);
    expect(one.state.closedAt).toBeNull();
  });

  it('still takes money while it is sealed only, since WeChat may have taken it', () => {
    const one = account();
    one.seal(now);
    expect(one.isOpen).toBe(false);
    expect(one.take('1')).toBe('KEPT');
  });

  it.each([
    [{}, true],
    [{ sealedAt: now }, false],
    [{ sealedAt: now, closedAt: now }, false],
    [{ keptPaymentId: '1' }, false],
  ])('lets a payment be opened: %j', (state, open) => {
    expect(account(state).isOpen).toBe(open);
  });

  it('says whether there is anything to write', () => {
    const one = account({ sealedAt: now });
    one.seal(new Date(now.getTime() + 1));
    expect(one.changed).toBe(false);
    one.close(now);
    expect(one.changed).toBe(true);
  });
});
