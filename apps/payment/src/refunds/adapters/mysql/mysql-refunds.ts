import { type Tx, updateById } from '@minisuite/database';
import type { Outbox } from '@minisuite/messaging';
import { Refunds } from '../../app/ports.js';
import { Refund } from '../../domain/refund.js';
import { changingColumns, COLUMNS, INSERT_COLUMNS, insertValues, type RefundRow, stateOf } from './refund-row.js';

export class MysqlRefunds extends Refunds {
  constructor(
    private readonly tx: Tx,
    private readonly outbox: Outbox,
  ) {
    super();
  }

  async ofRequest(userId: string, requestKey: string): Promise<Refund | null> {
    const [row] = await this.tx.query<RefundRow>(
      `SELECT ${COLUMNS} FROM refund WHERE user_id = ? AND request_key = ?`,
      [userId, requestKey],
    );
    return row ? Refund.restore(stateOf(row)) : null;
  }

  async add(refunds: readonly Refund[], requestKey: string | null = null): Promise<void> {
    if (refunds.length === 0) return;
    await this.tx.execute(`INSERT INTO refund (${INSERT_COLUMNS}) VALUES ?`, [
      refunds.map((refund) => insertValues(refund, requestKey)),
    ]);
    await this.tell(refunds);
  }

  async lock(ids: readonly string[]): Promise<Map<string, Refund>> {
    if (ids.length === 0) return new Map();
    const rows = await this.tx.query<RefundRow>(
      `SELECT ${COLUMNS} FROM refund WHERE id IN (?) ORDER BY id FOR UPDATE`,
      [ids.map(BigInt)],
    );
    return new Map(rows.map((row) => [row.id, Refund.restore(stateOf(row))]));
  }

  async paymentsOf(ids: readonly string[]): Promise<string[]> {
    if (ids.length === 0) return [];
    const rows = await this.tx.query<{ payment_id: string }>('SELECT DISTINCT payment_id FROM refund WHERE id IN (?)', [
      ids,
    ]);
    return rows.map((row) => row.payment_id);
  }

  async countOf(paymentId: string): Promise<number> {
    const [row] = await this.tx.query<{ n: string }>('SELECT COUNT(*) AS n FROM refund WHERE payment_id = ?', [
      paymentId,
    ]);
    return Number(row?.n ?? 0);
  }

  async save(refunds: Iterable<Refund>): Promise<void> {
    const changed = [...refunds];
    const updates = changed.map(({ loaded, state }) => ({
      id: state.id,
      before: changingColumns(loaded),
      after: changingColumns(state),
    }));
    await updateById(this.tx, 'refund', updates);
    await this.tell(changed);
  }

  private async tell(refunds: readonly Refund[]): Promise<void> {
    await this.outbox.append(
      this.tx,
      refunds.flatMap((refund) => refund.takeEvents()),
    );
  }
}
