import type { Origin } from '@minisuite/contracts';
import { Transactions } from '@minisuite/database';
import type { Page } from '@minisuite/kernel';
import type { Offers } from '../../catalogue/app/ports.js';
import type { Stock } from '../../stock/app/ports.js';
import type { KeptAnswer, RequestKey } from '../domain/kept-answer.js';
import type { Order } from '../domain/order.js';
import type { OrderState, ShippingAddress } from '../domain/order-state.js';
import type { OrderStatus } from '../domain/order-status.js';

/** Orders, inside one transaction. */
export abstract class Orders {
  /** Writes new orders and tells that they were placed. */
  abstract add(placed: readonly { readonly order: OrderState; readonly origin: Origin }[]): Promise<void>;

  /** Locks them in id order; unknown ids are left out. */
  abstract lock(ids: readonly string[]): Promise<Order[]>;

  /** Writes what changed and its events; throws when a row is no longer in the status that it was loaded with. */
  abstract save(orders: readonly Order[]): Promise<void>;
}

/** The first answers to requests that carry an idempotency key, inside one transaction. */
export abstract class KeptAnswers {
  abstract find(keys: readonly RequestKey[]): Promise<KeptAnswer[]>;

  /** Throws a duplicate-key error when another process has kept an answer to one of them meanwhile. */
  abstract add(answers: readonly KeptAnswer[], expiresAt: Date): Promise<void>;
}

export interface OrderingRepositories {
  readonly orders: Orders;
  readonly keptAnswers: KeptAnswers;
  readonly offers: Offers;
  readonly stock: Stock;
}

export abstract class OrderingTransactions extends Transactions<OrderingRepositories> {}

export interface OrderFilter {
  readonly userId: string;
  readonly status: OrderStatus | null;
  readonly limit: number;
  /** The id that the page comes after. */
  readonly before: string | null;
}

export abstract class OrderQueries {
  abstract find(ids: readonly string[]): Promise<OrderState[]>;
  abstract list(filter: OrderFilter): Promise<Page<OrderState>>;
  /** Ids of unpaid orders whose time is over, the longest overdue first. */
  abstract due(now: Date, limit: number): Promise<string[]>;
}

/** Forgets kept answers whose time is over; answers how many. */
export abstract class KeptAnswerPurge {
  abstract purge(now: Date, limit: number): Promise<number>;
}

/** The shipping addresses of the user who calls. */
export abstract class AddressBook {
  /** Throws AddressNotFound when the user has no such address. */
  abstract get(addressId: string): Promise<ShippingAddress>;
}

export abstract class OrderingSettings {
  abstract readonly paymentWindowMs: number;
}
