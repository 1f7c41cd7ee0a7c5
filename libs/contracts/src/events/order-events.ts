import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { fen, id, instant } from './fields.js';
import { TOPICS } from './topics.js';

const topic = TOPICS.order;
const closed = z.object({ orderId: id, userId: id, closedAt: instant });

/** An order was accepted and its stock reserved. */
export const OrderPlaced = defineEvent({
  name: 'order.placed',
  version: 1,
  topic,
  schema: z.object({
    orderId: id,
    userId: id,
    amount: fen,
    lines: z.array(z.object({ skuId: id, quantity: z.int().positive(), price: fen })),
    expiresAt: instant,
  }),
});

/** The money for an order has arrived. */
export const OrderPaid = defineEvent({
  name: 'order.paid',
  version: 1,
  topic,
  schema: z.object({ orderId: id, userId: id, paymentId: id, amount: fen, title: z.string(), paidAt: instant }),
});

/** The user cancelled an unpaid order; its stock is free again. */
export const OrderCancelled = defineEvent({ name: 'order.cancelled', version: 1, topic, schema: closed });

/** Nobody paid in time; the stock is free again. */
export const OrderExpired = defineEvent({ name: 'order.expired', version: 1, topic, schema: closed });
