import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { fen, id, instant } from './fields.js';
import { TOPICS } from './topics.js';

// Their aggregate is the payment, so that everybody hears of the money in the order in which it moved.
const topic = TOPICS.payment;
const refund = {
  refundId: id.describe('The refund.'),
  paymentId: id.describe('The payment that it gives back, in whole or in part.'),
  orderId: id.describe('The order of that payment.'),
  userId: id.describe('The user who gets the money.'),
  amount: fen.describe('What goes back.'),
};

/** A user wants money back; the order must not be shipped until that is decided. */
export const RefundRequested = defineEvent({
  name: 'refund.requested',
  version: 1,
  topic,
  schema: z.object({
    ...refund,
    reason: z.string().describe('What the user gave as the reason.'),
    requestedAt: instant.describe('When the user asked.'),
  }),
});

/** No money goes back: an operator said no, or the refund was given up. */
export const RefundRejected = defineEvent({
  name: 'refund.rejected',
  version: 1,
  topic,
  schema: z.object({
    ...refund,
    why: z.string().describe('What the operator gave as the reason.'),
    rejectedAt: instant.describe('When it was decided.'),
  }),
});

/** WeChat has given money back. */
export const RefundSucceeded = defineEvent({
  name: 'refund.succeeded',
  version: 1,
  topic,
  schema: z.object({
    ...refund,
    kind: z
      .enum(['USER', 'ORDER_CLOSED', 'PAID_TWICE'])
      .describe('Why it went back; only USER belongs to a paid order.'),
    refundedAmount: fen.describe('What has gone back of this payment in all.'),
    succeededAt: instant.describe('When WeChat gave it back.'),
  }),
});
