import { describe, expect, it } from '@jest/globals';
import { paymentV1 } from '@minisuite/contracts';
import { toCreatedPayment, toPayment } from './payments.mapper.js';
import { PAYMENT_STATUSES } from './payments.schemas.js';

const at = { seconds: '1767225600', nanos: 7_000_000 };
const payment: paymentV1.Payment = {
  id: '1',
  orderId: '2',
  amount: '100',
  status: paymentV1.PaymentStatus.PAYMENT_STATUS_SUCCEEDED,
  outTradeNo: 'M1',
  transactionId: '42',
  createdAt: at,
  paidAt: at,
};

describe('payments in JSON', () => {
  it('know every status of the contract', () => {
    const names = Object.values(paymentV1.PaymentStatus).filter((name) => !name.endsWith('UNSPECIFIED'));
    expect(names.map((status) => toPayment({ ...payment, status }).status)).toEqual([...PAYMENT_STATUSES]);
  });

  it('have amounts as numbers and times in milliseconds', () => {
    expect(toPayment(payment)).toMatchObject({ amount: 100, transactionId: '42', paidAt: '2026-01-01T00:00:00.007Z' });
  });

  it('do not pass on an answer without parameters', () => {
    expect(() => toCreatedPayment({ payment, payParams: null, replayed: false })).toThrow('without its pay params');
  });
});
