import { Injectable } from '@nestjs/common';
import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { isId } from '../domain/decimal-id.js';
import { OrderNotFound } from '../domain/order-errors.js';
import type { OrderState } from '../domain/order-state.js';
import { OrderingTransactions } from './ports.js';

@Injectable()
export class ConfirmReceipt {
  constructor(
    private readonly transactions: OrderingTransactions,
    private readonly clock: Clock,
  ) {}

  /** Once more changes nothing; throws OrderNotFound, for somebody else's order too, or OrderStateConflict. */
  async execute(userId: string, orderId: string): Promise<OrderState> {
    if (!isId(orderId)) throw new OrderNotFound();
    return await this.transactions.run(REQUEST, async ({ orders }) => {
      const [order] = await orders.lock([orderId]);
      if (!order || order.state.userId !== userId) throw new OrderNotFound();
      if (order.complete('USER', this.clock.now())) await orders.save([order]);
      return order.state;
    });
  }
}
