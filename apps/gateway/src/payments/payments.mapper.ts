import type { paymentV1 } from '@minisuite/contracts';
import { dateOf } from '@minisuite/grpc';
import { fen } from '@minisuite/kernel';
import type { z } from 'zod';
import { promised } from '../clients/promised.js';
import { given, moment } from '../edge/optional.js';
import { type createdPaymentSchema, PAYMENT_STATUSES, type paymentSchema } from './payments.schemas.js';

type Payment = z.infer<typeof paymentSchema>;

export function toCreatedPayment(answer: paymentV1.CreatePaymentResponse): z.infer<typeof createdPaymentSchema> {
  const { id, outTradeNo } = promised(answer.payment, 'payment');
  const params = promised(answer.payParams, 'pay params');
  return {
    paymentId: id,
    outTradeNo,
    payParams: {
      timeStamp: params.timeStamp,
      nonceStr: params.nonceStr,
      package: params.package,
      signType: 'RSA',
      paySign: params.paySign,
    },
  };
}

export function toPayment(answer: paymentV1.Payment | null): Payment {
  const payment = promised(answer, 'payment');
  return {
    id: payment.id,
    orderId: payment.orderId,
    amount: fen(payment.amount),
    status: statusOf(payment.status),
    outTradeNo: payment.outTradeNo,
    ...given('transactionId', payment.transactionId),
    createdAt: dateOf(payment.createdAt).toISOString(),
    ...given('paidAt', moment(payment.paidAt)),
  };
}

function statusOf(status: paymentV1.PaymentStatus): Payment['status'] {
  const found = PAYMENT_STATUSES.find((name) => status === `PAYMENT_STATUS_${name}`);
  return promised(found, 'status');
}
