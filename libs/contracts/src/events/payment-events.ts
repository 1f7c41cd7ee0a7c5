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
    paymentId: id,
    orderId: id,
    userId: id,
    amount: fen,
    transactionId: z.string().min(1),
    paidAt: instant,
  }),
});
