import { Counter, Histogram, metrics } from '@minisuite/service';

const registers = [metrics()];
const SECONDS = [0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

const publishedTotal = new Counter({
  name: 'minisuite_events_published_total',
  help: 'Events acknowledged by the broker, by topic.',
  labelNames: ['topic'],
  registers,
});
const publishSeconds = new Histogram({
  name: 'minisuite_events_publish_seconds',
  help: 'From the writing of an event to its acknowledgement by the broker.',
  labelNames: ['topic'],
  buckets: SECONDS,
  registers,
});
const consumedTotal = new Counter({
  name: 'minisuite_events_consumed_total',
  help: 'Events received, by what became of them: handled, duplicate, skipped (for others), stale (from an overtaken relay).',
  labelNames: ['consumer', 'type', 'outcome'],
  registers,
});
const effectSeconds = new Histogram({
  name: 'minisuite_events_effect_seconds',
  help: 'From the writing of an event to the commit of its effects.',
  labelNames: ['consumer', 'type'],
  buckets: SECONDS,
  registers,
});
const retriesTotal = new Counter({
  name: 'minisuite_events_retries_total',
  help: 'Failed tries after which events were tried again.',
  labelNames: ['consumer', 'type'],
  registers,
});
const deadLettersTotal = new Counter({
  name: 'minisuite_events_dead_letters_total',
  help: 'Messages parked as dead letters, by reason.',
  labelNames: ['consumer', 'reason'],
  registers,
});

/** Counts an event that the broker acknowledged `seconds` after it was written. */
export function published(topic: string, seconds: number): void {
  publishedTotal.inc({ topic });
  publishSeconds.observe({ topic }, seconds);
}

/** Numbers of one consumer group. */
export class ConsumerMetrics {
  constructor(private readonly consumer: string) {}

  handled(type: string, seconds: number): void {
    consumedTotal.inc({ consumer: this.consumer, type, outcome: 'handled' });
    effectSeconds.observe({ consumer: this.consumer, type }, Math.max(0, seconds));
  }

  duplicate(type: string, count: number): void {
    if (count > 0) consumedTotal.inc({ consumer: this.consumer, type, outcome: 'duplicate' }, count);
  }

  // A type that nobody knows may be any text: it must not become a label.
  skipped(): void {
    consumedTotal.inc({ consumer: this.consumer, type: 'other', outcome: 'skipped' });
  }

  stale(): void {
    consumedTotal.inc({ consumer: this.consumer, type: 'other', outcome: 'stale' });
  }

  retried(type: string): void {
    retriesTotal.inc({ consumer: this.consumer, type });
  }

  parked(reason: string): void {
    deadLettersTotal.inc({ consumer: this.consumer, reason });
  }
}
