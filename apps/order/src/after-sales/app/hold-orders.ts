import type { Origin } from '@minisuite/contracts';
import type { Cause } from '@minisuite/database';
import { Clock, type Fen } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { OrderNotFound } from '../../ordering/domain/order-errors.js';
import { isNews } from '../domain/order-refund.js';
import { AfterSalesTransactions } from './ports.js';

export interface HoldOrder {
  readonly refundId: string;
  readonly orderId: string;
  readonly paymentId: string;
  readonly amount: Fen;
  readonly origin: Origin;
}

/** Holds a group of orders for refunds that were asked for: until those are decided nothing of them is shipped. */
@Injectable()
export class HoldOrders {
  constructor(
    private readonly transactions: AfterSalesTransactions,
    private readonly clock: Clock,
  ) {}

  /** All or none; throws the refusal of the first refund that does not fit its order. */
  async execute(commands: readonly HoldOrder[], cause: Cause): Promise<void> {
    await this.transactions.run(cause, async ({ orders, refunds }) => {
      const now = this.clock.now();
      const orderIds = commands.map(({ orderId }) => orderId);
      const locked = await orders.lock(orderIds);
      const byId = new Map(locked.map((order) => [order.state.id, order]));
      const known = new Map((await refunds.ofOrders(orderIds)).map((refund) => [refund.refundId, refund]));
      const added = [];
      for (const { origin, paymentId, ...command } of commands) {
        const order = byId.get(command.orderId);
        if (!order) throw new OrderNotFound();
        if (!isNews(known.get(command.refundId)?.status, 'OPEN')) continue;
        order.hold({ refundId: command.refundId, paymentId }, now, origin);
        const refund = { ...command, status: 'OPEN' } as const;
        known.set(refund.refundId, refund);
        added.push(refund);
      }
      await refunds.add(added, now);
      await orders.save(locked);
    });
  }
}
