import { Injectable } from '@nestjs/common';
import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { isId } from '../domain/decimal-id.js';
import { OrderNotFound } from '../domain/order-errors.js';
import type { OrderState } from '../domain/order-state.js';
import { piecesOf } from './pieces-of.js';
import { OrderingTransactions } from './ports.js';

@Injectable()
export class CancelOrder {
  constructor(
    private readonly transactions: OrderingTransactions,
    private readonly clock: Clock,
  ) {}

  /** Throws OrderNotFound, for somebody else's order too, or OrderStateConflict. */
  async execute(userId: string, orderId: string): Promise<OrderState> {
    if (!isId(orderId)) throw new OrderNotFound();
    return await this.transactions.run(REQUEST, async ({ orders, stock }) => {
      const [order] = await orders.lock([orderId]);
      if (!order || order.state.userId !== userId) throw new OrderNotFound();
      const now = this.clock.now();
      order.cancel(now);
      await stock.move('release', piecesOf([order]), now);
      await orders.save([order]);
      return order.state;
    });
  }
}
