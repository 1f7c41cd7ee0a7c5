import { Ids } from '@minisuite/ids';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { beijingDay } from '../domain/bill-date.js';
import { type BillTotals, type BillRow, NO_TOTALS, plusRow } from '../domain/bill-row.js';
import type { ReconciliationState } from '../domain/reconciliation.js';
import { Bills, BillUnavailable, ReconciliationTransactions, StagedBills, type StagedRow, type Turn } from './ports.js';
import { underFence } from './under-fence.js';

export const BATCH = 1000;

@Injectable()
export class LoadBill {
  constructor(
    private readonly transactions: ReconciliationTransactions,
    private readonly bills: Bills,
    private readonly staged: StagedBills,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes the whole bill into the database; what is there counts only when its last byte was read and its hash is right.
   * Throws BillUnavailable when WeChat has to be asked again later, BillRefused when the bill cannot be believed.
   */
  async execute({ id, billDate, loadId: before }: ReconciliationState, turn: Turn): Promise<void> {
    const answer = await this.bills.open(billDate);
    if (answer.state === 'CREATING') throw new BillUnavailable('WeChat has not made the bill yet.');
    // A day that is not over may have a bill later.
    if (answer.state === 'NONE' && billDate >= beijingDay(this.clock.now())) {
      throw new BillUnavailable('WeChat has no bill of this day yet.');
    }
    const loadId = this.ids.next();
    await underFence(this.transactions, { id, turn }, async (reconciliation, { reconciliations }) => {
      reconciliation.loading(loadId);
      await reconciliations.save(reconciliation);
    });
    if (before) await this.forget(before, turn);
    const totals = answer.state === 'READY' ? await this.stage({ id, loadId, turn }, answer.rows) : NO_TOTALS;
    await underFence(this.transactions, { id, turn }, async (reconciliation, { reconciliations }) => {
      reconciliation.loaded(totals);
      await reconciliations.save(reconciliation);
    });
  }

  private async stage(
    { id, loadId, turn }: { id: string; loadId: string; turn: Turn },
    rows: AsyncIterable<BillRow>,
  ): Promise<BillTotals> {
    let totals = NO_TOTALS;
    let line = 0;
    let batch: StagedRow[] = [];
    const flush = async () => {
      const full = batch;
      batch = [];
      await underFence(this.transactions, { id, turn }, (_, { reconciliations }) =>
        reconciliations.stage(loadId, full),
      );
    };
    for await (const row of rows) {
      line += 1;
      totals = plusRow(totals, row);
      batch.push({ ...row, line });
      if (batch.length === BATCH) await flush();
    }
    if (batch.length > 0) await flush();
    return totals;
  }

  private async forget(loadId: string, turn: Turn): Promise<void> {
    while (await this.staged.forget(loadId, BATCH)) await turn.keep();
  }
}
