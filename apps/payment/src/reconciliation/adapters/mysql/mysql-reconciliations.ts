import type { Tx } from '@minisuite/database';
import { Reconciliations, type StagedRow } from '../../app/ports.js';
import { Reconciliation } from '../../domain/reconciliation.js';
import { COLUMNS, type ReconciliationRow, stateOf, valuesOf } from './reconciliation-row.js';

const ERROR_CHARACTERS = 500;

export class MysqlReconciliations extends Reconciliations {
  constructor(private readonly tx: Tx) {
    super();
  }

  async addMissing(reconciliations: readonly Reconciliation[]): Promise<void> {
    if (reconciliations.length === 0) return;
    // The update of nothing takes the exclusive lock at once; losers of a plain insert would deadlock over it.
    await this.tx.execute(
      `INSERT INTO reconciliation (${COLUMNS}) VALUES ? ON DUPLICATE KEY UPDATE bill_date = bill_date`,
      [reconciliations.map(({ state }) => valuesOf(state))],
    );
  }

  lock(id: string): Promise<Reconciliation | null> {
    return this.lockWhere('id', id);
  }

  lockByDay(billDate: string): Promise<Reconciliation | null> {
    return this.lockWhere('bill_date', billDate);
  }

  async save({ state }: Reconciliation): Promise<void> {
    const error = [...state.error].slice(0, ERROR_CHARACTERS).join('');
    await this.tx.execute(
      `UPDATE reconciliation SET status = ?, stage = ?, run = ?, fence = ?, load_id = ?, attempts = ?, next_at = ?, payments = ?,
          refunds = ?, paid_amount = ?, refunded_amount = ?, error = ?, started_at = ?, finished_at = ?
        WHERE id = ?`,
      [...valuesOf({ ...state, error }).slice(2), state.id],
    );
  }

  async stage(loadId: string, rows: readonly StagedRow[]): Promise<void> {
    await this.tx.execute(
      'INSERT INTO reconciliation_row (load_id, line, subject, number, wechat_number, amount, state) VALUES ?',
      [
        rows.map(({ line, subject, number, wechatNumber, amount, state }) => [
          loadId,
          line,
          subject,
          number,
          wechatNumber,
          amount,
          state,
        ]),
      ],
    );
  }

  private async lockWhere(column: 'id' | 'bill_date', value: string): Promise<Reconciliation | null> {
    const [row] = await this.tx.query<ReconciliationRow>(
      `SELECT ${COLUMNS} FROM reconciliation WHERE ${column} = ? FOR UPDATE`,
      [value],
    );
    return row ? new Reconciliation(stateOf(row)) : null;
  }
}
