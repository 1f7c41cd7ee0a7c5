import { Transactions } from '@minisuite/database';
import type { Orders } from '../../ordering/app/ports.js';
import type { Stock } from '../../stock/app/ports.js';
import type { OrderRefund } from '../domain/order-refund.js';

/** The refunds of orders, inside one transaction that has locked those orders. */
export abstract class OrderRefunds {
  abstract ofOrders(orderIds: readonly string[]): Promise<OrderRefund[]>;
  abstract add(refunds: readonly OrderRefund[], at: Date): Promise<void>;

  /** Writes how refunds that are on record came out; throws when one of them has brought money back before. */
  abstract settle(refunds: readonly OrderRefund[], at: Date): Promise<void>;
}

export interface AfterSalesRepositories {
  readonly orders: Orders;
  readonly refunds: OrderRefunds;
  readonly stock: Stock;
}

export abstract class AfterSalesTransactions extends Transactions<AfterSalesRepositories> {}
