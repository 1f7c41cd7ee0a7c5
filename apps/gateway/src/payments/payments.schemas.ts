import { z } from 'zod';
import { fenField, idField, instantField } from '../edge/fields.js';

export const PAYMENT_STATUSES = ['PENDING', 'SUCCEEDED', 'CLOSED', 'REFUNDED', 'PARTIALLY_REFUNDED'] as const;

export const createdPaymentSchema = z
  .object({
    paymentId: idField,
    outTradeNo: z.string(),
    payParams: z
      .object({
        timeStamp: z.string().meta({ example: '1767225600' }),
        nonceStr: z.string(),
        package: z.string().meta({ example: 'prepay_id=wx201410272009395522657a690389285100' }),
        signType: z.literal('RSA'),
        paySign: z.string(),
      })
      .meta({ id: 'PayParams', description: 'The arguments of `wx.requestPayment`.' }),
  })
  .meta({ id: 'CreatedPayment' });

export const paymentSchema = z
  .object({
    id: idField,
    orderId: idField,
    amount: fenField,
    status: z.enum(PAYMENT_STATUSES),
    outTradeNo: z.string(),
    transactionId: z.string().optional().meta({ description: "WeChat Pay's number." }),
    createdAt: instantField,
    paidAt: instantField.optional(),
  })
  .meta({ id: 'Payment' });

export const paymentQuerySchema = z.object({
  sync: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: 'Ask WeChat when the payment is still pending here.' }),
});
