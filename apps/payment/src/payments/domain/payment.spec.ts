import { describe, expect, it } from '@jest/globals';
import { PaymentSucceeded } from '@minisuite/contracts';
import { assertAmount, assertPayable, type PayableOrder } from './payable-order.js';
import { Payment, PREPAY_USABLE_MS, usablePrepay } from './payment.js';
import { AmountDiffers, OrderNotPayable, PaymentNotOpen, TradeMismatch } from './payment-errors.js';
import { PAYMENT_STATUSES } from './payment-status.js';
import type { PaidTrade, TradeField } from './trade.js';

const now = new Date('2026-03-01T12:00:00.000Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const merchant = { appId: 'wx1', mchId: '1900000001' };
const order: PayableOrder = {
  id: '7',
  userId: '3',
  awaitsPayment: true,
  amount: 1990,
  title: '茶杯',
  expiresAt: later(900_000),
};
const trade: PaidTrade = {
  ...merchant,
  outTradeNo: 'M100001',
  transactionId: '4200000001',
  amount: 1990,
  currency: 'CNY',
  paidAt: later(60_000),
};
const open = (changes: Partial<PayableOrder> = {}) =>
  Payment.open({ ...order, ...changes }, { id: '100001', notifyUrl: 'https://shop.example/notify', now });
const inStatus = (status: (typeof PAYMENT_STATUSES)[number]) => Payment.restore({ ...open().state, status });

describe('payment', () => {
  it('opens with the order as it is and a number of its own', () => {
    expect(open().state).toMatchObject({
      orderId: '7',
      userId: '3',
      amount: 1990,
      currency: 'CNY',
      status: 'PENDING',
      outTradeNo: 'M100001',
      description: '茶杯',
      expiresAt: order.expiresAt,
    });
  });

  it('cuts a long title between characters', () => {
    expect(open({ title: '🍵'.repeat(200) }).state.description).toBe('🍵'.repeat(127));
  });

  it('books money once and tells of it once', () => {
    const payment = open();
    expect(payment.succeed(trade, merchant)).toBe(true);
    expect(payment.succeed(trade, merchant)).toBe(false);
    expect(payment.state).toMatchObject({ status: 'SUCCEEDED', transactionId: '4200000001', paidAt: trade.paidAt });
    const [event, ...more] = payment.takeEvents();
    expect(more).toEqual([]);
    expect(event).toMatchObject({ event: PaymentSucceeded, aggregateId: '100001' });
    expect(PaymentSucceeded.schema.safeParse(event?.payload).success).toBe(true);
    expect(payment.takeEvents()).toEqual([]);
  });

  it.each([
    ['appid', { appId: 'wx2' }],
    ['mchid', { mchId: '1900000002' }],
    ['out_trade_no', { outTradeNo: 'M100002' }],
    ['amount', { amount: 1989 }],
    ['currency', { currency: 'USD' }],
  ] as const)('refuses money with another %s', (field: TradeField, change) => {
    const payment = open();
    expect(() => payment.succeed({ ...trade, ...change }, merchant)).toThrow(new TradeMismatch([field]));
    expect(payment.state.status).toBe('PENDING');
    expect(payment.takeEvents()).toEqual([]);
  });

  it('refuses a second transaction for the same number', () => {
    const payment = open();
    payment.succeed(trade, merchant);
    expect(() => payment.succeed({ ...trade, transactionId: '4200000002' }, merchant)).toThrow(TradeMismatch);
  });

  it('books money for a payment that was closed here', () => {
    const payment = inStatus('CLOSED');
    expect(payment.succeed(trade, merchant)).toBe(true);
    expect(payment.takeEvents()).toHaveLength(1);
  });

  it.each(PAYMENT_STATUSES)('closes only what is pending: %s', (status) => {
    expect(inStatus(status).close()).toBe(status === 'PENDING');
  });

  it('keeps a prepay while open and for as long as it can be used', () => {
    const payment = open();
    expect(usablePrepay(payment.state, now)).toBeNull();
    payment.prepared('wx-prepay', now);
    expect(usablePrepay(payment.state, later(PREPAY_USABLE_MS - 1))).toBe('wx-prepay');
    expect(usablePrepay(payment.state, later(PREPAY_USABLE_MS))).toBeNull();
    expect(() => inStatus('SUCCEEDED').prepared('wx-other', now)).toThrow(PaymentNotOpen);
  });
});

describe('an order to pay', () => {
  it('is payable until its last moment', () => {
    expect(() => assertPayable(order, later(899_999))).not.toThrow();
    expect(() => assertPayable(order, later(900_000))).toThrow(OrderNotPayable);
    expect(() => assertPayable({ ...order, awaitsPayment: false }, now)).toThrow(OrderNotPayable);
  });

  it('is paid with its own amount only', () => {
    expect(() => assertAmount(order, null)).not.toThrow();
    expect(() => assertAmount(order, 1990)).not.toThrow();
    expect(() => assertAmount(order, 1991)).toThrow(AmountDiffers);
  });
});
