import { Transactions } from '@minisuite/database';
import type { Orders } from '../../ordering/app/ports.js';
import type { Reviews } from '../../reviews/app/ports.js';

export interface ClosedAccountRepositories {
  readonly orders: Orders;
  readonly reviews: Reviews;
}

export abstract class ClosedAccountTransactions extends Transactions<ClosedAccountRepositories> {}
