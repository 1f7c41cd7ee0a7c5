import type { Cause } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { piecesOf } from '../../ordering/app/pieces-of.js';
import { OrderNotFound } from '../../ordering/domain/order-errors.js';
import { isNews, type OrderRefund } from '../domain/order-refund.js';
import { AfterSalesTransactions } from './ports.js';

export interface SettleRefund extends OrderRefund {
  readonly paymentId: string;
  readonly status: 'SUCCEEDED' | 'ENDED';
}

/** Notes how a group of refunds came out; orders without an open one leave REFUNDING, and goods that never left return to stock. */
@Injectable()
export class SettleRefunds {
  constructor(
    private readonly transactions: AfterSalesTransactions,
    private readonly clock: Clock,
  ) {}

  /** All or none; throws the refusal of the first refund that does not fit its order. */
  async execute(commands: readonly SettleRefund[], cause: Cause): Promise<void> {
    await this.transactions.run(cause, async ({ orders, refunds, stock }) => {
      const now = this.clock.now();
      const orderIds = commands.map(({ orderId }) => orderId);
      const locked = await orders.lock(orderIds);
      const byId = new Map(locked.map((order) => [order.state.id, order]));
      const onRecord = new Map((await refunds.ofOrders(orderIds)).map((refund) => [refund.refundId, refund]));
      const news = new Map<string, OrderRefund>();
      for (const { paymentId, ...refund } of commands) {
        const order = byId.get(refund.orderId);
        if (!order) throw new OrderNotFound();
        const known = news.get(refund.refundId) ?? onRecord.get(refund.refundId);
        if (!isNews(known?.status, refund.status)) continue;
        if (refund.status === 'SUCCEEDED') order.addRefunded(paymentId, refund.amount);
        news.set(refund.refundId, refund);
      }
      const told = [...news.values()];
      const added = told.filter(({ refundId }) => !onRecord.has(refundId));
      const settled = told.filter(({ refundId }) => onRecord.has(refundId));
      await refunds.add(added, now);
      await refunds.settle(settled, now);
      const open = [...onRecord.values()].filter(({ refundId, status }) => status === 'OPEN' && !news.has(refundId));
      const held = new Set(open.map(({ orderId }) => orderId));
      const returned = locked.filter((order) => !held.has(order.state.id) && order.release());
      await stock.move('return', piecesOf(returned), now);
      await orders.save(locked);
    });
  }
}
