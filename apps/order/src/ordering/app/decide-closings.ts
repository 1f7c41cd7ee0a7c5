import { Injectable, Logger } from '@nestjs/common';
import { REQUEST } from '@minisuite/database';
import { Clock, isDomainError } from '@minisuite/kernel';
import type { Order } from '../domain/order.js';
import type { OrderState } from '../domain/order-state.js';
import type { AskedToClose } from './ask-to-close.js';
import { piecesOf } from './pieces-of.js';
import { OrderingTransactions } from './ports.js';

/** Decides a group of orders that were closing by what WeChat said: released, paid, or asked again. */
@Injectable()
export class DecideClosings {
  private readonly logger = new Logger('DecideClosings');

  constructor(
    private readonly transactions: OrderingTransactions,
    private readonly clock: Clock,
  ) {}

  /** Answers what became of each, in the order of what was asked. */
  async execute(asked: readonly AskedToClose[]): Promise<OrderState[]> {
    if (asked.length === 0) return [];
    return await this.transactions.run(REQUEST, async ({ orders, stock }) => {
      const now = this.clock.now();
      const locked = await orders.lock(asked.map(({ orderId }) => orderId));
      const byId = new Map(locked.map((order) => [order.state.id, order]));
      const known = asked.map((one) => ({ ...one, order: orderOf(byId, one.orderId) }));
      for (const one of known) this.decide(one, now);
      const became = (...statuses: string[]) =>
        locked.filter(({ loaded, state }) => loaded.status !== state.status && statuses.includes(state.status));
      const released = piecesOf(became('CANCELLED', 'EXPIRED'));
      const sold = piecesOf(became('PAID'));
      // Two moves one after the other would lock SKUs out of their order.
      if (released.length > 0 && sold.length > 0) await stock.lock([...released, ...sold].map(({ skuId }) => skuId));
      await stock.move('release', released, now);
      await stock.move('sell', sold, now);
      await orders.save(locked);
      return known.map(({ order }) => order.state);
    });
  }

  private decide({ order, answer, origin }: AskedToClose & { order: Order }, now: Date): void {
    try {
      if (answer.outcome === 'CLOSED') order.close(now, origin);
      else if (answer.outcome === 'PAID') order.markPaid(answer.payment, origin);
      else order.postponeClosing(now);
    } catch (error) {
      if (!isDomainError(error)) throw error;
      // It contradicts what is on record here. One such order must not hold up the others; it stays as it is, and an invariant tells.
      const { id: orderId, status } = order.state;
      this.logger.error({ orderId, status, answer, reason: error.reason }, 'an answer that does not fit the order');
      order.postponeClosing(now);
    }
  }
}

function orderOf(byId: ReadonlyMap<string, Order>, id: string): Order {
  const order = byId.get(id);
  if (!order) throw new Error(`order ${id} is gone`);
  return order;
}
