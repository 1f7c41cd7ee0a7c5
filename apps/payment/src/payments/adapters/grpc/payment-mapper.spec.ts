import { describe, expect, it } from '@jest/globals';
import { paymentV1 } from '@minisuite/contracts';
import { Payment } from '../../domain/payment.js';
import { PAYMENT_STATUSES } from '../../domain/payment-status.js';
import { idOf } from '../../domain/request-id.js';
import { amountOf, paymentMessage, processed } from './payment-mapper.js';

const now = new Date('2026-03-01T12:00:00.250Z');
const order = { id: '7', userId: '3', awaitsPayment: true, amount: 1990, title: '茶杯', expiresAt: now };
const { state } = Payment.open(order, { id: '100001', notifyUrl: 'https://shop.example/notify', now });
const payParams = { timeStamp: '1', nonceStr: 'n', package: 'prepay_id=p', signType: 'RSA', paySign: 's' } as const;

describe('payment on the wire', () => {
  it('is what it is here', () => {
    expect(paymentMessage(state)).toEqual({
      id: '100001',
      orderId: '7',
      amount: '1990',
      status: paymentV1.PaymentStatus.PAYMENT_STATUS_PENDING,
      outTradeNo: 'M100001',
      transactionId: '',
      createdAt: { seconds: '1772366400', nanos: 250_000_000 },
      paidAt: null,
    });
  });

  it.each(PAYMENT_STATUSES)('has a status for %s', (status) => {
    expect(paymentMessage({ ...state, status }).status).toBe(`PAYMENT_STATUS_${status}`);
  });

  it('says whether the user has still to pay', () => {
    expect(processed({ paid: false, payment: state, payParams })).toEqual({
      success: false,
      transactionId: '',
      payParams,
      paymentId: '100001',
    });
    expect(processed({ paid: true, payment: { ...state, transactionId: '4200000001' } })).toEqual({
      success: true,
      transactionId: '4200000001',
      payParams: null,
      paymentId: '100001',
    });
  });

  it.each(['', 'x', '-1', '1.5', '123456789012345678901', '1; DROP TABLE payment'])('refuses the id %j', (text) => {
    expect(() => idOf('id', text)).toThrow(expect.objectContaining({ reason: 'VALIDATION_FAILED' }));
  });

  it.each(['0', '-1', '9007199254740993', 'x'])('refuses the amount %j', (text) => {
    expect(() => amountOf(text)).toThrow(expect.objectContaining({ reason: 'VALIDATION_FAILED' }));
  });
});
