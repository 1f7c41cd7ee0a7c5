import type { Tx } from '@minisuite/database';
import type { Outbox } from '@minisuite/messaging';
import { Payments } from '../../app/ports.js';
import { Payment } from '../../domain/payment.js';
import { COLUMNS, type PaymentRow, stateOf, valuesOf } from './payment-row.js';

export class MysqlPayments extends Payments {
  constructor(
    private readonly tx: Tx,
    private readonly outbox: Outbox,
  ) {
    super();
  }

  async addUnlessActive(payment: Payment): Promise<Payment> {
    const { orderId } = payment.state;
    // The update of nothing takes the exclusive lock at once; losers of a plain insert would deadlock over it.
    await this.tx.execute(
      `INSERT INTO payment (active_order_id, ${COLUMNS}) VALUES ? ON DUPLICATE KEY UPDATE currency = currency`,
      [[[orderId, ...valuesOf(payment.state)]]],
    );
    const active = await this.lockWhere('active_order_id', orderId);
    if (!active) throw new Error('a payment vanished under its lock');
    return active;
  }

  lock(id: string): Promise<Payment | null> {
    return this.lockWhere('id', id);
  }

  lockByOutTradeNo(outTradeNo: string): Promise<Payment | null> {
    return this.lockWhere('out_trade_no', outTradeNo);
  }

  async save(payment: Payment): Promise<void> {
    const { id, status, transactionId, prepayId, prepayAt, paidAt } = payment.state;
    const changed = await this.tx.execute(
      `UPDATE payment SET status = ?, transaction_id = ?, prepay_id = ?, prepay_at = ?, paid_at = ?,
        active_order_id = IF(? = 'CLOSED', NULL, active_order_id) WHERE id = ? AND status = ?`,
      [status, transactionId, prepayId, prepayAt, paidAt, status, id, payment.statusWhenLoaded],
    );
    if (changed !== 1) throw new Error(`payment ${id} was changed by somebody else under its lock`);
    await this.outbox.append(this.tx, payment.takeEvents());
  }

  private async lockWhere(column: 'id' | 'active_order_id' | 'out_trade_no', value: string): Promise<Payment | null> {
    const [row] = await this.tx.query<PaymentRow>(`SELECT ${COLUMNS} FROM payment WHERE ${column} = ? FOR UPDATE`, [
      value,
    ]);
    return row ? Payment.restore(stateOf(row)) : null;
  }
}
