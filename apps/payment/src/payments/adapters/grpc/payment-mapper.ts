import { paymentV1 } from '@minisuite/contracts';
import { toTimestamp } from '@minisuite/grpc';
import { DomainError, type Fen } from '@minisuite/kernel';
import type { Closing } from '../../app/close-orders.js';
import type { KeptPayment } from '../../app/ports.js';
import type { Prepared } from '../../app/prepare-payment.js';
import type { PaymentState } from '../../domain/payment.js';
import type { PaymentStatus } from '../../domain/payment-status.js';

const { PaymentStatus: Wire } = paymentV1;

const STATUS: Record<PaymentStatus, paymentV1.PaymentStatus> = {
  PENDING: Wire.PAYMENT_STATUS_PENDING,
  SUCCEEDED: Wire.PAYMENT_STATUS_SUCCEEDED,
  CLOSED: Wire.PAYMENT_STATUS_CLOSED,
  REFUNDED: Wire.PAYMENT_STATUS_REFUNDED,
  PARTIALLY_REFUNDED: Wire.PAYMENT_STATUS_PARTIALLY_REFUNDED,
};

export function paymentMessage(state: PaymentState): paymentV1.Payment {
  return {
    id: state.id,
    orderId: state.orderId,
    amount: String(state.amount),
    status: STATUS[state.status],
    outTradeNo: state.outTradeNo,
    transactionId: state.transactionId ?? '',
    createdAt: toTimestamp(state.createdAt),
    paidAt: toTimestamp(state.paidAt),
  };
}

export function processed(prepared: Prepared): paymentV1.ProcessPaymentResponse {
  const { id: paymentId, transactionId } = prepared.payment;
  return prepared.paid
    ? { success: true, transactionId: transactionId ?? '', payParams: null, paymentId }
    : { success: false, transactionId: '', payParams: prepared.payParams, paymentId };
}

export function amountOf(text: string): Fen {
  const amount = Number(text);
  if (Number.isSafeInteger(amount) && amount > 0) return amount;
  throw new DomainError('invalid', 'VALIDATION_FAILED', 'The request is not valid.', [
    { path: 'amount', message: 'is not a positive amount in fen' },
  ]);
}

export function keptMessage({
  orderId,
  paymentId,
  amount,
  refundedAmount,
  paidAt,
  bookedAt,
}: KeptPayment): paymentV1.KeptPayment {
  return {
    orderId,
    paymentId,
    amount: String(amount),
    refundedAmount: String(refundedAmount),
    paidAt: toTimestamp(paidAt),
    bookedAt: toTimestamp(bookedAt),
  };
}

export function closedMessage(closing: Closing): paymentV1.ClosedOrder {
  const outcome = paymentV1.CloseOutcome[`CLOSE_OUTCOME_${closing.outcome}`];
  return {
    orderId: closing.orderId,
    outcome,
    payment: closing.outcome === 'PAID' ? keptMessage(closing.payment) : null,
  };
}
