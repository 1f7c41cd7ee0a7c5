import { Clock, delay } from '@minisuite/kernel';
import { Gauge, metrics } from '@minisuite/service';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { ShippingReportQueries } from '../../app/ports.js';

const PATIENCE_MS = 2000;
const living = new Set<ShippingReportGauge>();

const oldest: Gauge = new Gauge({
  name: 'minisuite_shipping_reports_oldest_seconds',
  help: 'How long the oldest parcel has waited that WeChat has not taken and not refused.',
  registers: [metrics()],
  collect: async () => {
    await Promise.all([...living].map((source) => source.measure()));
  },
});

/** Age of what WeChat has not been told; asked for when metrics are scraped. */
@Injectable()
export class ShippingReportGauge implements OnModuleInit, OnModuleDestroy {
  constructor(
    private readonly queries: ShippingReportQueries,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    living.add(this);
  }

  onModuleDestroy(): void {
    living.delete(this);
  }

  /** The last number stays when the database is away: a scrape must neither fail nor hang because of it. */
  async measure(): Promise<void> {
    await Promise.race([this.ask().catch(() => {}), delay(PATIENCE_MS, { unref: true })]);
  }

  private async ask(): Promise<void> {
    const since = await this.queries.oldestPending();
    oldest.set(since ? Math.max(0, (this.clock.now().getTime() - since.getTime()) / 1000) : 0);
  }
}
