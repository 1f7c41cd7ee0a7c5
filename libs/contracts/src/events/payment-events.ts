import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { fen, id, instant } from './fields.js';
import { TOPICS } from './topics.js';

/** WeChat Pay has confirmed that the user paid. */
export const PaymentSucceeded = defineEvent({
  name: 'payment.succeeded',
  version: 1,
  topic: TOPICS.payment,
  schema: z.object({
    paymentId: id.describe('The payment.'),
    orderId: id.describe('The order that it pays.'),
    userId: id.describe('The user who paid.'),
    amount: fen.describe('What was paid.'),
    transactionId: z.string().min(1).describe('The number that WeChat Pay gave to it (transaction_id).'),
    paidAt: instant.describe('When WeChat took the money.'),
  }),
});

/** Money came that no order can keep; it goes back by itself. */
export const PaymentUnexpected = defineEvent({
  name: 'payment.unexpected',
  version: 1,
  topic: TOPICS.payment,
  schema: z.object({
    paymentId: id.describe('The payment.'),
    orderId: id.describe('The order that it was meant for.'),
    userId: id.describe('The user who paid.'),
    amount: fen.describe('What was paid, and goes back.'),
    why: z.enum(['ORDER_CLOSED', 'PAID_TWICE']).describe('Why no order can keep it.'),
    refundId: id.describe('The refund that gives it back.'),
    paidAt: instant.describe('When WeChat took the money.'),
  }),
});
