import { Gauge, measureAll, MeasuredAtScrape, metrics } from '@minisuite/service';
import { Inject, Injectable } from '@nestjs/common';
import { ServiceName } from '../service-name.js';
import { EventTransport } from '../transport/event-transport.js';
import { EventHandlers } from './event-handlers.js';

const lag: Gauge<'consumer' | 'topic' | 'partition'> = new Gauge({
  name: 'minisuite_events_lag',
  help: 'Messages that wait behind the last one acknowledged, by partition.',
  labelNames: ['consumer', 'topic', 'partition'],
  registers: [metrics()],
  collect: () => measureAll(LagGauges),
});

/** The lag as the broker sees it: a consumer that hangs could not tell its own. */
@Injectable()
export class LagGauges extends MeasuredAtScrape {
  constructor(
    @Inject(EventTransport) private readonly transport: EventTransport,
    @Inject(EventHandlers) private readonly handlers: EventHandlers,
    @Inject(ServiceName) private readonly service: ServiceName,
  ) {
    super(5000);
  }

  protected override async measure(): Promise<void> {
    const topics = this.handlers.topics();
    if (topics.length === 0) return;
    for (const { topic, partition, messages } of await this.transport.lag(this.service.group, topics)) {
      lag.set({ consumer: this.service.group, topic, partition: String(partition) }, messages);
    }
  }
}
