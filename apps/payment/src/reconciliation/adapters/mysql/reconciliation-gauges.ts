import { Clock } from '@minisuite/kernel';
import { Gauge, measureAll, MeasuredAtScrape, metrics } from '@minisuite/service';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { rangeOf } from '../../domain/bill-date.js';

const open: Gauge = new Gauge({
  name: 'minisuite_reconciliation_open_differences',
  help: 'Differences to the bills of WeChat that wait for an operator.',
  registers: [metrics()],
  collect: () => measureAll(ReconciliationGauges),
});
const age: Gauge = new Gauge({
  name: 'minisuite_reconciliation_last_bill_seconds',
  help: 'How long ago the latest day ended of which everything is known to be compared with the bill.',
  registers: [metrics()],
  collect: () => measureAll(ReconciliationGauges),
});

/** What waits for an operator, and how old the latest reconciled day is. */
@Injectable()
export class ReconciliationGauges extends MeasuredAtScrape {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {
    super(1000);
  }

  protected override async measure(): Promise<void> {
    const [row] = await this.dataSource.query<{ differences: string; latest: string | null }[]>(
      `SELECT (SELECT COUNT(*) FROM reconciliation_difference WHERE status = 'OPEN') AS differences,
        (SELECT MAX(bill_date) FROM reconciliation WHERE status = 'COMPLETED') AS latest`,
    );
    if (!row) return;
    open.set(Number(row.differences));
    if (row.latest) age.set((this.clock.now().getTime() - rangeOf(row.latest).to.getTime()) / 1000);
    // Not zero, which would be a bill of this moment.
    else age.remove();
  }
}
