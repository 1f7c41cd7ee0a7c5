import { type Columns, type Tx, updateById } from '@minisuite/database';
import type { Outbox } from '@minisuite/messaging';
import { type PaymentReference, Payments } from '../../app/ports.js';
import { Payment, type PaymentState } from '../../domain/payment.js';
import { activeOrderId, COLUMNS, type PaymentRow, stateOf, valuesOf } from './payment-row.js';

const REFERENCE = 'SELECT id, order_id AS orderId, out_trade_no AS outTradeNo FROM payment';

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
    await this.tx.execute(`INSERT INTO payment (${COLUMNS}) VALUES ? ON DUPLICATE KEY UPDATE currency = currency`, [
      [valuesOf(payment.state)],
    ]);
    const [row] = await this.tx.query<PaymentRow>(
      `SELECT ${COLUMNS} FROM payment WHERE active_order_id = ? FOR UPDATE`,
      [orderId],
    );
    if (!row) throw new Error('a payment vanished under its lock');
    return Payment.restore(stateOf(row));
  }

  async references(outTradeNos: readonly string[]): Promise<PaymentReference[]> {
    if (outTradeNos.length === 0) return [];
    return this.tx.query<PaymentReference>(`${REFERENCE} WHERE out_trade_no IN (?)`, [outTradeNos]);
  }

  async pendingOf(orderIds: readonly string[]): Promise<PaymentReference[]> {
    if (orderIds.length === 0) return [];
    return this.tx.query<PaymentReference>(`${REFERENCE} WHERE active_order_id IN (?) AND status = 'PENDING'`, [
      orderIds,
    ]);
  }

  async lock(ids: readonly string[]): Promise<Map<string, Payment>> {
    if (ids.length === 0) return new Map();
    const rows = await this.tx.query<PaymentRow>(
      `SELECT ${COLUMNS} FROM payment WHERE id IN (?) ORDER BY id FOR UPDATE`,
      [ids.map(BigInt)],
    );
    return new Map(rows.map((row) => [row.id, Payment.restore(stateOf(row))]));
  }

  async save(payments: Iterable<Payment>): Promise<void> {
    const changed = [...payments];
    const rows = changed.map(({ loaded, state }) => ({
      id: state.id,
      before: columnsOf(loaded),
      after: columnsOf(state),
    }));
    await updateById(this.tx, 'payment', rows);
    await this.outbox.append(
      this.tx,
      changed.flatMap((payment) => payment.takeEvents()),
    );
  }
}

function columnsOf(state: PaymentState): Columns {
  return {
    status: state.status,
    active_order_id: activeOrderId(state),
    transaction_id: state.transactionId,
    prepay_id: state.prepayId,
    prepay_at: state.prepayAt,
    paid_at: state.paidAt,
    refunded_amount: state.refundedAmount,
    refunding_amount: state.refundingAmount,
    ask_at: state.askAt,
    asked: state.asked,
    booked_at: state.bookedAt,
  };
}
