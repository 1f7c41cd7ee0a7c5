import type { Tx } from '@minisuite/database';
import { fen } from '@minisuite/kernel';
import { OrderRefunds } from '../../app/ports.js';
import type { OrderRefund, OrderRefundStatus } from '../../domain/order-refund.js';

interface RefundRow {
  refund_id: string;
  order_id: string;
  amount: string;
  status: OrderRefundStatus;
}

export class MysqlOrderRefunds extends OrderRefunds {
  constructor(private readonly tx: Tx) {
    super();
  }

  async ofOrders(orderIds: readonly string[]): Promise<OrderRefund[]> {
    if (orderIds.length === 0) return [];
    const rows = await this.tx.query<RefundRow>(
      'SELECT refund_id, order_id, amount, status FROM order_refund WHERE order_id IN (?)',
      [orderIds.map(BigInt)],
    );
    return rows.map(({ refund_id, order_id, amount, status }) => ({
      refundId: refund_id,
      orderId: order_id,
      amount: fen(amount),
      status,
    }));
  }

  async add(refunds: readonly OrderRefund[], at: Date): Promise<void> {
    if (refunds.length === 0) return;
    await this.tx.execute(
      'INSERT INTO order_refund (refund_id, order_id, amount, status, created_at, changed_at) VALUES ?',
      [refunds.map(({ refundId, orderId, amount, status }) => [refundId, orderId, amount, status, at, at])],
    );
  }

  async settle(refunds: readonly OrderRefund[], at: Date): Promise<void> {
    for (const status of ['SUCCEEDED', 'ENDED'] as const) {
      const ids = refunds.filter((refund) => refund.status === status).map(({ refundId }) => BigInt(refundId));
      if (ids.length === 0) continue;
      const changed = await this.tx.execute(
        "UPDATE order_refund SET status = ?, changed_at = ? WHERE refund_id IN (?) AND status <> 'SUCCEEDED'",
        [status, at, ids],
      );
      if (changed !== ids.length) throw new Error(`${changed} of ${ids.length} refunds could become ${status}`);
    }
  }
}
