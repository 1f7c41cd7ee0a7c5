import { Gauge, metrics } from '@minisuite/service';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { ServiceName } from '../service-name.js';
import { EventTransport } from '../transport/event-transport.js';
import { EventHandlers } from './event-handlers.js';

const FRESH_MS = 5000;
const sources = new Set<LagGauges>();

const lag: Gauge<'consumer' | 'topic' | 'partition'> = new Gauge({
  name: 'minisuite_events_lag',
  help: 'Messages that wait behind the last one acknowledged, by partition.',
  labelNames: ['consumer', 'topic', 'partition'],
  registers: [metrics()],
  collect: async () => {
    await Promise.all([...sources].map((source) => source.refresh()));
  },
});

/** Asks the broker for the lag when metrics are scraped, at most every five seconds: a consumer that hangs cannot tell its own. */
@Injectable()
export class LagGauges implements OnModuleInit, OnModuleDestroy {
  private measuredAt = -Infinity;

  constructor(
    @Inject(EventTransport) private readonly transport: EventTransport,
    @Inject(EventHandlers) private readonly handlers: EventHandlers,
    @Inject(ServiceName) private readonly service: ServiceName,
  ) {}

  onModuleInit(): void {
    sources.add(this);
  }

  onModuleDestroy(): void {
    sources.delete(this);
  }

  async refresh(): Promise<void> {
    const topics = this.handlers.topics();
    if (topics.length === 0 || performance.now() - this.measuredAt < FRESH_MS) return;
    this.measuredAt = performance.now();
    try {
      for (const { topic, partition, messages } of await this.transport.lag(this.service.group, topics)) {
        lag.set({ consumer: this.service.group, topic, partition: String(partition) }, messages);
      }
    } catch {
      // The last numbers stay: a scrape must not fail because the broker is away.
    }
  }
}
