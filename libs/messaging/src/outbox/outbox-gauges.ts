import { Gauge, measureAll, MeasuredAtScrape, metrics } from '@minisuite/service';
import { Inject, Injectable } from '@nestjs/common';
import { ServiceName } from '../service-name.js';
import { OutboxRows } from './outbox-rows.js';

const rows: Gauge<'service'> = new Gauge({
  name: 'minisuite_events_outbox_rows',
  help: 'Events that wait to be published.',
  labelNames: ['service'],
  registers: [metrics()],
  collect: () => measureAll(OutboxGauges),
});
const oldest: Gauge<'service'> = new Gauge({
  name: 'minisuite_events_outbox_oldest_seconds',
  help: 'How long the oldest event that waits to be published has waited.',
  labelNames: ['service'],
  registers: [metrics()],
  collect: () => measureAll(OutboxGauges),
});

/** Depth and age of the outbox. */
@Injectable()
export class OutboxGauges extends MeasuredAtScrape {
  constructor(
    @Inject(OutboxRows) private readonly outbox: OutboxRows,
    @Inject(ServiceName) private readonly service: ServiceName,
  ) {
    super(1000);
  }

  protected override async measure(): Promise<void> {
    const backlog = await this.outbox.backlog();
    rows.set({ service: this.service.name }, backlog.rows);
    oldest.set({ service: this.service.name }, backlog.oldestSeconds);
  }
}
