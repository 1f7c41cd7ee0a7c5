import { type EventDefinition, wireType } from './define-event.js';
import {
  OrderCancelled,
  OrderCompleted,
  OrderExpired,
  OrderHeld,
  OrderPaid,
  OrderPlaced,
  OrderShipped,
} from './order-events.js';
import { PaymentSucceeded, PaymentUnexpected } from './payment-events.js';
import { RefundRejected, RefundRequested, RefundSucceeded } from './refund-events.js';
import { UserClosed, UserRegistered } from './user-events.js';

const events: EventDefinition[] = [
  UserRegistered,
  UserClosed,
  OrderPlaced,
  OrderPaid,
  OrderCancelled,
  OrderExpired,
  OrderHeld,
  OrderShipped,
  OrderCompleted,
  PaymentSucceeded,
  PaymentUnexpected,
  RefundRequested,
  RefundRejected,
  RefundSucceeded,
];

/** Every event by its wire type. */
export const EVENT_CATALOGUE: ReadonlyMap<string, EventDefinition> = new Map(events.map((e) => [wireType(e), e]));
