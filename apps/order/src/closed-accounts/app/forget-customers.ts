import type { Cause } from '@minisuite/database';
import { Injectable } from '@nestjs/common';
import { ClosedAccountTransactions } from './ports.js';

/** Forgets where the goods of users went who have closed their accounts, what they wrote on orders, and who wrote their reviews. */
@Injectable()
export class ForgetCustomers {
  constructor(private readonly transactions: ClosedAccountTransactions) {}

  async execute(userIds: readonly string[], cause: Cause): Promise<void> {
    await this.transactions.run(cause, async ({ orders, reviews }) => {
      await orders.forget(userIds);
      await reviews.forget(userIds);
    });
  }
}
