import { describe, expect, it } from '@jest/globals';
import { PaymentSucceeded, PaymentUnexpected } from '@minisuite/contracts';
import { assertAmount, assertPayable, type PayableOrder } from './payable-order.js';
import { Payment, PREPAY_USABLE_MS, usablePrepay } from './payment.js';
import {
  AmountDiffers,
  OrderNotPayable,
  PaymentNotOpen,
  RefundExceedsPayment,
  TradeMismatch,
} from './payment-errors.js';
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
const paid = () => {
  const payment = open();
  payment.succeed(trade, merchant, now);
  return payment;
};
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
    expect(payment.succeed(trade, merchant, now)).toBe(true);
    expect(payment.succeed(trade, merchant, now)).toBe(false);
    expect(payment.state).toMatchObject({ status: 'SUCCEEDED', transactionId: '4200000001', paidAt: trade.paidAt });
    expect(payment.state.askAt).toBeNull();
    payment.keep();
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
    expect(() => payment.succeed({ ...trade, ...change }, merchant, now)).toThrow(new TradeMismatch([field]));
    expect(payment.state.status).toBe('PENDING');
    expect(payment.takeEvents()).toEqual([]);
  });

  it('refuses a second transaction for the same number', () => {
    const payment = open();
    payment.succeed(trade, merchant, now);
    expect(() => payment.succeed({ ...trade, transactionId: '4200000002' }, merchant, now)).toThrow(TradeMismatch);
  });

  it('books money for a payment that was closed here', () => {
    const payment = inStatus('CLOSED');
    expect(payment.succeed(trade, merchant, now)).toBe(true);
    expect(payment.state.status).toBe('SUCCEEDED');
  });

  it('gives back what no order can keep, all of it', () => {
    const payment = paid();
    payment.giveBack('55', 'ORDER_CLOSED');
    expect(payment.state).toMatchObject({ refundedAmount: 0, refundingAmount: 1990 });
    const [event] = payment.takeEvents();
    expect(event).toMatchObject({ event: PaymentUnexpected, aggregateId: '100001' });
    expect(PaymentUnexpected.schema.parse(event?.payload)).toMatchObject({ refundId: '55', amount: 1990 });
    expect(() => payment.claim(1)).toThrow(RefundExceedsPayment);
  });

  it('says nothing of money before there is any', () => {
    expect(() => open().keep()).toThrow('has not been paid');
    expect(() => open().giveBack('55', 'PAID_TWICE')).toThrow('has not been paid');
  });

  it('goes back in parts, never more than was paid', () => {
    const payment = paid();
    expect(payment.claim(990)).toBe(990);
    expect(() => payment.claim(1001)).toThrow(RefundExceedsPayment);
    expect(payment.claim(null)).toBe(1000);
    expect(() => payment.claim(null)).toThrow(RefundExceedsPayment);
    payment.refunded(990, now);
    expect(payment.state).toMatchObject({
      status: 'PARTIALLY_REFUNDED',
      refundedAmount: 990,
      refundingAmount: 1000,
    });
    payment.release(1000);
    expect(payment.claim(1000)).toBe(1000);
    payment.refunded(1000, now);
    expect(payment.state).toMatchObject({ status: 'REFUNDED', refundedAmount: 1990, refundingAmount: 0 });
    expect(() => payment.claim(1)).toThrow(RefundExceedsPayment);
  });

  it.each([0, -1, 1991])('claims no %d fen', (amount) => {
    expect(() => paid().claim(amount)).toThrow(RefundExceedsPayment);
  });

  it.each(['PENDING', 'CLOSED'] as const)('of which nothing was paid gives nothing back: %s', (status) => {
    expect(() => inStatus(status).claim(null)).toThrow(RefundExceedsPayment);
  });

  it('is asked for at widening distances while it is open', () => {
    const payment = open();
    expect(payment.state.askAt).toEqual(later(10_000));
    payment.stillOpen(later(10_000));
    expect(payment.state).toMatchObject({ asked: 1, askAt: later(30_000) });
    payment.close();
    expect(payment.state.askAt).toBeNull();
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
