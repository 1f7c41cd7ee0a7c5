import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { fen, id, instant } from './fields.js';
import { TOPICS } from './topics.js';

const topic = TOPICS.order;
const orderId = id.describe('The order.');
const userId = id.describe('The user who placed it.');
const closed = z.object({ orderId, userId, closedAt: instant.describe('When it was closed.') });

/** An order was accepted and its stock reserved. */
export const OrderPlaced = defineEvent({
  name: 'order.placed',
  version: 1,
  topic,
  schema: z.object({
    orderId,
    userId,
    amount: fen.describe('What the order costs in all.'),
    lines: z
      .array(
        z.object({
          skuId: id.describe('What kind of article.'),
          quantity: z.int().positive().describe('How many pieces of it.'),
          price: fen.describe('The price of one piece.'),
        }),
      )
      .describe('What was ordered.'),
    expiresAt: instant.describe('Until when it can be paid.'),
  }),
});

/** The money for an order has arrived. */
export const OrderPaid = defineEvent({
  name: 'order.paid',
  version: 1,
  topic,
  schema: z.object({
    orderId,
    userId,
    paymentId: id.describe('The payment that paid it.'),
    amount: fen.describe('What was paid.'),
    title: z.string().describe('What was bought, in one line for people.'),
    paidAt: instant.describe('When WeChat took the money.'),
  }),
});

/** The user cancelled an unpaid order; its stock is free again. */
export const OrderCancelled = defineEvent({ name: 'order.cancelled', version: 1, topic, schema: closed });

/** Nobody paid in time; the stock is free again. */
export const OrderExpired = defineEvent({ name: 'order.expired', version: 1, topic, schema: closed });

/** The order is held for a refund: it will not be shipped until that is decided. */
export const OrderHeld = defineEvent({
  name: 'order.held',
  version: 1,
  topic,
  schema: z.object({
    orderId,
    refundId: id.describe('The refund that it is held for.'),
    shipped: z.boolean().describe('Whether the goods were on their way by then.'),
    heldAt: instant.describe('When it was held.'),
  }),
});

/** The goods are on their way. */
export const OrderShipped = defineEvent({
  name: 'order.shipped',
  version: 1,
  topic,
  schema: z.object({
    orderId,
    userId,
    paymentId: id.describe('The payment that paid it.'),
    carrier: z.string().min(1).describe("WeChat's code of the express company, like SF."),
    trackingNo: z.string().min(1).describe('The number of the parcel.'),
    title: z.string().describe('What is in it, in one line for people.'),
    shippedAt: instant.describe('When it was shipped.'),
  }),
});

/** The user has the goods. */
export const OrderCompleted = defineEvent({
  name: 'order.completed',
  version: 1,
  topic,
  schema: z.object({
    orderId,
    userId,
    by: z.enum(['USER', 'TIME']).describe('Who said so: the user, or the time that has passed.'),
    completedAt: instant.describe('When it was completed.'),
  }),
});
