import { type EventDefinition, wireType } from './define-event.js';
import { OrderCancelled, OrderExpired, OrderPaid, OrderPlaced } from './order-events.js';
import { PaymentSucceeded } from './payment-events.js';
import { UserRegistered } from './user-events.js';

const events: EventDefinition[] = [
  UserRegistered,
  OrderPlaced,
  OrderPaid,
  OrderCancelled,
  OrderExpired,
  PaymentSucceeded,
];

/** Every event by its wire type. */
export const EVENT_CATALOGUE: ReadonlyMap<string, EventDefinition> = new Map(events.map((e) => [wireType(e), e]));
