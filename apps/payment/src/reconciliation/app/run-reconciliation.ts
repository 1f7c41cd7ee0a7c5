import { REQUEST } from '@minisuite/database';
import { Ids } from '@minisuite/ids';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { beijingDay, daysBefore, isDay, KEPT_DAYS } from '../domain/bill-date.js';
import { plannedFor } from '../domain/reconciliation.js';
import { refused } from '../domain/reconciliation-errors.js';
import { ReconciliationTransactions } from './ports.js';
import { ReconciliationSignal } from './reconciliation-signal.js';

@Injectable()
export class RunReconciliation {
  constructor(
    private readonly transactions: ReconciliationTransactions,
    private readonly signal: ReconciliationSignal,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /** Begins a day, or begins it once more, in the background; one that runs already goes on. Answers its id. */
  async execute(billDate: string): Promise<string> {
    const now = this.clock.now();
    const today = beijingDay(now);
    if (!isDay(billDate)) throw refused('bill_date', 'must be a day like 2026-03-01');
    if (billDate > today) throw refused('bill_date', 'must not be in the future');
    if (billDate < daysBefore(today, KEPT_DAYS))
      throw refused('bill_date', 'is older than the bills that WeChat keeps');
    const id = await this.transactions.run(REQUEST, async ({ reconciliations, audit }) => {
      await reconciliations.addMissing([plannedFor(billDate, this.ids.next(), now)]);
      const reconciliation = await reconciliations.lockByDay(billDate);
      if (!reconciliation) throw new Error(`the reconciliation of ${billDate} has vanished`);
      const begun = reconciliation.ask(now);
      if (begun) await reconciliations.save(reconciliation);
      const { id } = reconciliation.state;
      const target = { type: 'reconciliation', id };
      await audit.record({ action: 'reconciliation.run', target, details: { billDate, begun } });
      return id;
    });
    this.signal.notify();
    return id;
  }
}
