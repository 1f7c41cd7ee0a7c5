import { Clock } from '@minisuite/kernel';
import { Gauge, metrics } from '@minisuite/service';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { rangeOf } from '../../domain/bill-date.js';

const living = new Set<ReconciliationGauges>();

const open: Gauge = new Gauge({
  name: 'minisuite_reconciliation_open_differences',
  help: 'Differences to the bills of WeChat that wait for an operator.',
  registers: [metrics()],
  collect: () => measureAll(),
});
const age: Gauge = new Gauge({
  name: 'minisuite_reconciliation_last_bill_seconds',
  help: 'How long ago the latest day ended of which everything is known to be compared with the bill.',
  registers: [metrics()],
});

/** Asked when metrics are scraped; the last numbers stay while the database is away. */
@Injectable()
export class ReconciliationGauges implements OnModuleInit, OnModuleDestroy {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    living.add(this);
  }

  onModuleDestroy(): void {
    living.delete(this);
  }

  async measure(): Promise<void> {
    const [row] = await this.dataSource.query<{ differences: string; latest: string | null }[]>(
      `SELECT (SELECT COUNT(*) FROM reconciliation_difference WHERE status = 'OPEN') AS differences,
        (SELECT MAX(bill_date) FROM reconciliation WHERE status = 'COMPLETED') AS latest`,
    );
    if (!row) return;
    open.set(Number(row.differences));
    if (row.latest) age.set((this.clock.now().getTime() - rangeOf(row.latest).to.getTime()) / 1000);
  }
}

async function measureAll(): Promise<void> {
  await Promise.all([...living].map((gauges) => gauges.measure().catch(() => {})));
}
