import type { Tx } from '@minisuite/database';
import { Ledger } from '../../app/ports.js';
import type { LedgerEntry } from '../../domain/ledger-entry.js';

export class MysqlLedger extends Ledger {
  constructor(
    private readonly tx: Tx,
    private readonly table: string,
  ) {
    super();
  }

  async book(entries: readonly LedgerEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await this.tx.execute(
      `INSERT INTO ${this.table} (entry, account, amount, payment_id, refund_id, booked_at) VALUES ?`,
      [entries.flatMap(rowsOf)],
    );
  }
}

function rowsOf({ name, paymentId, refundId, at, lines }: LedgerEntry): unknown[][] {
  return lines.map(({ account, amount }) => [name, account, amount, paymentId, refundId, at]);
}
