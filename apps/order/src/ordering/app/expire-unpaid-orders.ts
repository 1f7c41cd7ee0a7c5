import { Injectable } from '@nestjs/common';
import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { piecesOf } from './pieces-of.js';
import { OrderingTransactions, OrderQueries } from './ports.js';

const BITE = 100;

/** Ends unpaid orders whose time is over and frees their stock. */
@Injectable()
export class ExpireUnpaidOrders {
  constructor(
    private readonly queries: OrderQueries,
    private readonly transactions: OrderingTransactions,
    private readonly clock: Clock,
  ) {}

  /** Takes one bite; answers whether there may be more. */
  async execute(): Promise<boolean> {
    const now = this.clock.now();
    const ids = await this.queries.due(now, BITE);
    if (ids.length === 0) return false;
    await this.transactions.run(REQUEST, async ({ orders, stock }) => {
      // Looked at again under the lock: some may have been paid, cancelled, or expired by another process meanwhile.
      const due = (await orders.lock(ids)).filter((order) => order.isDue(now));
      for (const order of due) order.expire(now);
      await stock.move('release', piecesOf(due), now);
      await orders.save(due);
    });
    return ids.length === BITE;
  }
}
