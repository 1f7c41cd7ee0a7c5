import { Gauge, metrics } from '@minisuite/service';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { ServiceName } from '../service-name.js';
import { OutboxRows } from './outbox-rows.js';

const FRESH_MS = 1000;
const sources = new Set<OutboxGauges>();

const rows: Gauge<'service'> = new Gauge({
  name: 'minisuite_events_outbox_rows',
  help: 'Events that wait to be published.',
  labelNames: ['service'],
  registers: [metrics()],
  collect: async () => {
    await Promise.all([...sources].map((source) => source.refresh()));
  },
});
const oldest = new Gauge({
  name: 'minisuite_events_outbox_oldest_seconds',
  help: 'How long the oldest event that waits to be published has waited.',
  labelNames: ['service'],
  registers: [metrics()],
});

/** Measures the outbox when metrics are scraped, at most once a second. */
@Injectable()
export class OutboxGauges implements OnModuleInit, OnModuleDestroy {
  private measuredAt = -Infinity;

  constructor(
    @Inject(OutboxRows) private readonly outbox: OutboxRows,
    @Inject(ServiceName) private readonly service: ServiceName,
  ) {}

  onModuleInit(): void {
    sources.add(this);
  }

  onModuleDestroy(): void {
    sources.delete(this);
  }

  async refresh(): Promise<void> {
    if (performance.now() - this.measuredAt < FRESH_MS) return;
    this.measuredAt = performance.now();
    try {
      const backlog = await this.outbox.backlog();
      rows.set({ service: this.service.name }, backlog.rows);
      oldest.set({ service: this.service.name }, backlog.oldestSeconds);
    } catch {
      // The last numbers stay: a scrape must not fail because the database is away.
    }
  }
}
