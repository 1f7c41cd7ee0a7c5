import { Clock } from '@minisuite/kernel';
import { Gauge, measureAll, MeasuredAtScrape, metrics } from '@minisuite/service';
import { Injectable } from '@nestjs/common';
import { ShippingReportQueries } from '../../app/ports.js';

const oldest: Gauge = new Gauge({
  name: 'minisuite_shipping_reports_oldest_seconds',
  help: 'How long the oldest parcel has waited that WeChat has not taken and not refused.',
  registers: [metrics()],
  collect: () => measureAll(ShippingReportGauge),
});

/** Age of what WeChat has not been told. */
@Injectable()
export class ShippingReportGauge extends MeasuredAtScrape {
  constructor(
    private readonly queries: ShippingReportQueries,
    private readonly clock: Clock,
  ) {
    super(1000);
  }

  protected override async measure(): Promise<void> {
    const since = await this.queries.oldestPending();
    oldest.set(since ? Math.max(0, (this.clock.now().getTime() - since.getTime()) / 1000) : 0);
  }
}
