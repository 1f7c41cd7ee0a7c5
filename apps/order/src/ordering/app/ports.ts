import type { AuditEntry } from '@minisuite/audit';
import type { Origin } from '@minisuite/contracts';
import { Transactions, type Tx } from '@minisuite/database';
import type { Page } from '@minisuite/kernel';
import type { Offers } from '../../catalogue/app/ports.js';
import type { Verdict, WaitingText } from '../../content/domain/waiting-text.js';
import type { Stock } from '../../stock/app/ports.js';
import type { KeptAnswer, RequestKey } from '../domain/kept-answer.js';
import type { Order, Payment } from '../domain/order.js';
import type { OrderState, ShippingAddress } from '../domain/order-state.js';
import type { OrderStatus } from '../domain/order-status.js';

/** Orders, inside one transaction. */
export abstract class Orders {
  /** Writes new orders and tells that they were placed. */
  abstract add(placed: readonly { readonly order: OrderState; readonly origin: Origin }[]): Promise<void>;

  /** Locks them in id order; unknown ids are left out. */
  abstract lock(ids: readonly string[]): Promise<Order[]>;

  /** Writes what changed and its events; throws when a row is no longer in the state that it was loaded in. */
  abstract save(orders: readonly Order[]): Promise<void>;

  /** Takes what is personal out of all orders of some users; the books need the rest. */
  abstract forget(userIds: readonly string[]): Promise<void>;
}

/** The first answers to requests that carry an idempotency key, inside one transaction. */
export abstract class KeptAnswers {
  abstract find(keys: readonly RequestKey[]): Promise<KeptAnswer[]>;

  /** Throws a duplicate-key error when another process has kept an answer to one of them meanwhile. */
  abstract add(answers: readonly KeptAnswer[], expiresAt: Date): Promise<void>;
}

/** Remarks that wait for WeChat, inside one transaction. */
export abstract class Remarks {
  /** Changes nothing when it is settled already, or forgotten. */
  abstract settle(orderId: string, verdict: Verdict): Promise<void>;
  abstract postpone(orderId: string, nextAt: Date): Promise<void>;
}

export interface OrderingRepositories {
  readonly orders: Orders;
  readonly remarks: Remarks;
  readonly keptAnswers: KeptAnswers;
  readonly offers: Offers;
  readonly stock: Stock;
  readonly audit: AuditTrail;
}

export abstract class OrderingTransactions extends Transactions<OrderingRepositories> {}

export interface OrderFilter {
  /** Null stands for all users. */
  readonly userId: string | null;
  readonly status: OrderStatus | null;
  readonly limit: number;
  /** The id that the page comes after. */
  readonly before: string | null;
}

export abstract class OrderQueries {
  abstract find(ids: readonly string[]): Promise<OrderState[]>;
  abstract list(filter: OrderFilter): Promise<Page<OrderState>>;
  /** Ids of orders in a status for whose next step it is time, the longest overdue first. */
  abstract due(status: OrderStatus, now: Date, limit: number): Promise<string[]>;
}

/** Remarks about which it is time to ask WeChat, the longest overdue first. */
export abstract class WaitingRemarks {
  abstract due(now: Date, limit: number): Promise<WaitingText[]>;
}

/** Forgets kept answers whose time is over; answers how many. */
export abstract class KeptAnswerPurge {
  abstract purge(now: Date, limit: number): Promise<number>;
}

/** What the payment service found out about an order that nobody shall pay any more. */
export type CloseAnswer =
  | { readonly outcome: 'CLOSED' }
  | { readonly outcome: 'PAID'; readonly payment: Payment }
  | { readonly outcome: 'UNKNOWN' };

/** Ends orders at the payment service, which believes only WeChat. */
export abstract class PaymentClosing {
  /** Answers by order id; what it leaves out is unknown. Throws when it cannot be reached or takes longer than `withinMs`. */
  abstract close(orderIds: readonly string[], withinMs: number): Promise<ReadonlyMap<string, CloseAnswer>>;
}

/** What operators did, inside one transaction. */
export abstract class AuditTrail {
  abstract record(entry: AuditEntry): Promise<void>;
}

/** Lets another feature change orders inside its own transaction. */
export abstract class OrdersInTransaction {
  abstract of(tx: Tx): Orders;
}

/** The shipping addresses of the user who calls. */
export abstract class AddressBook {
  /** Throws AddressNotFound when the user has no such address. */
  abstract get(addressId: string): Promise<ShippingAddress>;
}

export abstract class OrderingSettings {
  abstract readonly paymentWindowMs: number;
  /** How long after its shipment an order counts as received. */
  abstract readonly receiptMs: number;
}
