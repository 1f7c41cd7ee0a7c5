import { Injectable } from '@nestjs/common';
import { Grouper, REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { RequestContext } from '@minisuite/service';
import { isId } from '../domain/decimal-id.js';
import { OrderNotFound, OrderStateConflict } from '../domain/order-errors.js';
import type { OrderState } from '../domain/order-state.js';
import { AskToClose, type AskedToClose } from './ask-to-close.js';
import { claimedUntil } from './closing-claim.js';
import { DecideClosings } from './decide-closings.js';
import { OrderingTransactions } from './ports.js';

// Short, because a user waits for it.
const WITHIN_MS = 3000;
const ENDED_OR_CLOSING = new Set(['CANCELLED', 'EXPIRED', 'PENDING_PAYMENT']);

/** Cancels an unpaid order, unless WeChat says that it has been paid; several users' at the same time free their stock together. */
@Injectable()
export class CancelOrder {
  private readonly grouper: Grouper<AskedToClose, OrderState>;

  constructor(
    private readonly transactions: OrderingTransactions,
    private readonly askToClose: AskToClose,
    private readonly clock: Clock,
    decide: DecideClosings,
  ) {
    this.grouper = new Grouper((asked) => decide.execute(asked), { maxGroup: 100, concurrency: 1 });
  }

  /** Answers the order as it is when WeChat does not say; throws OrderNotFound, for somebody else's order too, or OrderStateConflict. */
  async execute(userId: string, orderId: string): Promise<OrderState> {
    if (!isId(orderId)) throw new OrderNotFound();
    await this.begin(userId, orderId);
    const asked = await this.askToClose.execute([orderId], WITHIN_MS);
    const origin = RequestContext.origin();
    const [state] = await Promise.all(asked.map((one) => this.grouper.submit({ ...one, origin })));
    if (!state) throw new OrderNotFound();
    if (!ENDED_OR_CLOSING.has(state.status)) throw new OrderStateConflict(state.status, 'CANCELLED');
    return state;
  }

  private async begin(userId: string, orderId: string): Promise<void> {
    await this.transactions.run(REQUEST, async ({ orders }) => {
      const [order] = await orders.lock([orderId]);
      if (!order || order.state.userId !== userId) throw new OrderNotFound();
      const now = this.clock.now();
      order.beginClosing('CANCELLED', now, claimedUntil(now));
      await orders.save([order]);
    });
  }
}
