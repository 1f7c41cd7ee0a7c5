import { Injectable } from '@nestjs/common';
import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { OrderingTransactions, OrderQueries } from './ports.js';

const BITE = 100;

/** Takes shipped orders for received when their users have said nothing for long enough. */
@Injectable()
export class CompleteDueOrders {
  constructor(
    private readonly queries: OrderQueries,
    private readonly transactions: OrderingTransactions,
    private readonly clock: Clock,
  ) {}

  /** Takes one bite; answers whether there may be more. */
  async execute(): Promise<boolean> {
    const now = this.clock.now();
    const ids = await this.queries.due('SHIPPED', now, BITE);
    if (ids.length === 0) return false;
    await this.transactions.run(REQUEST, async ({ orders }) => {
      // Looked at again under the lock: the user may have said so meanwhile, or want the money back.
      const due = (await orders.lock(ids)).filter((order) => order.isReceiptDue(now));
      for (const order of due) order.complete('TIME', now);
      await orders.save(due);
    });
    return ids.length === BITE;
  }
}
