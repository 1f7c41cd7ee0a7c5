import { Injectable } from '@nestjs/common';
import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { AskToClose } from './ask-to-close.js';
import { claimedUntil } from './closing-claim.js';
import { DecideClosings } from './decide-closings.js';
import { OrderingTransactions, OrderQueries } from './ports.js';

const BITE = 100;
const WITHIN_MS = 5000;

/** Ends unpaid orders whose time is over, and goes on with those for which WeChat has still to say something. */
@Injectable()
export class CloseDueOrders {
  constructor(
    private readonly queries: OrderQueries,
    private readonly transactions: OrderingTransactions,
    private readonly askToClose: AskToClose,
    private readonly decide: DecideClosings,
    private readonly clock: Clock,
  ) {}

  /** Takes one bite; answers whether there may be more that can be done at once. */
  async execute(): Promise<boolean> {
    const due = await this.queries.due('PENDING_PAYMENT', this.clock.now(), BITE);
    if (due.length === 0) return false;
    const ids = await this.begin(due);
    const asked = await this.askToClose.execute(ids, WITHIN_MS);
    await this.decide.execute(asked);
    // A payment service that answers nothing is not asked about the next bite at once.
    return due.length === BITE && asked.some(({ answer }) => answer.outcome !== 'UNKNOWN');
  }

  /** The intent is on record before anybody is asked, so that whatever dies, another process goes on with it. */
  private async begin(ids: readonly string[]): Promise<string[]> {
    return await this.transactions.run(REQUEST, async ({ orders }) => {
      const now = this.clock.now();
      // Looked at again under the lock: some may have been paid, cancelled, or taken by another process meanwhile.
      const due = (await orders.lock(ids)).filter((order) => order.isDue(now));
      for (const order of due) order.beginClosing('EXPIRED', now, claimedUntil(now));
      await orders.save(due);
      return due.map(({ state }) => state.id);
    });
  }
}
