import type { Cause } from '@minisuite/database';
import { Injectable } from '@nestjs/common';
import { OrderingTransactions } from './ports.js';

/** Forgets where the goods of users went who have closed their accounts, and what they wrote. */
@Injectable()
export class ForgetCustomers {
  constructor(private readonly transactions: OrderingTransactions) {}

  async execute(userIds: readonly string[], cause: Cause): Promise<void> {
    await this.transactions.run(cause, ({ orders }) => orders.forget(userIds));
  }
}
