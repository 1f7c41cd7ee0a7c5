import { Inject, Injectable, Logger } from '@nestjs/common';
import { MessagingLimits } from '../messaging-limits.js';
import { ConsumerMetrics } from '../metrics.js';
import { type Attempt, DeliveryAttempts, type Place } from './delivery-attempts.js';
import { Inbox } from './inbox.js';
import { patiently } from './patiently.js';
import type { Item } from './steps.js';

/** Which events are still to be handled, and what is known of earlier attempts at them. */
@Injectable()
export class PendingEvents {
  private readonly logger = new Logger('Events');

  constructor(
    @Inject(Inbox) private readonly inbox: Inbox,
    @Inject(DeliveryAttempts) private readonly attempts: DeliveryAttempts,
    @Inject(ConsumerMetrics) private readonly metrics: ConsumerMetrics,
    @Inject(MessagingLimits) private readonly limits: MessagingLimits,
  ) {}

  /** Leaves out events that were handled or parked, and the second of two deliveries in one batch. */
  async of(items: readonly Item[], signal: AbortSignal): Promise<Item[]> {
    const ids = items.map(({ event }) => event.id);
    const seen = await this.patiently(() => this.inbox.settled(ids), signal);
    const pending = items.filter(({ event }) => {
      if (seen.has(event.id)) return false;
      seen.add(event.id);
      return true;
    });
    for (const { event } of items.slice(0, 1)) this.metrics.duplicate(event.type, items.length - pending.length);
    return pending;
  }

  /** The last attempt in a partition, by whichever process. */
  async lastAttempt(place: Place, signal: AbortSignal): Promise<Attempt | null> {
    return await this.patiently(() => this.attempts.last(place), signal);
  }

  /** Notes that the `attempts`-th attempt begins. */
  async begin(place: Place, items: readonly Item[], attempts: number, signal: AbortSignal): Promise<void> {
    const eventIds = items.map(({ event }) => event.id);
    await this.patiently(() => this.attempts.begin(place, { eventIds, attempts }), signal);
  }

  private async patiently<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const onFailure = (error: unknown) => this.logger.warn({ err: error }, 'the database does not answer, events wait');
    return await patiently(work, { signal, pauses: this.limits.transientRetry, onFailure });
  }
}
