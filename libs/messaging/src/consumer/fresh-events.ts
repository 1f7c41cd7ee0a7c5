import { backOff, delay } from '@minisuite/kernel';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { MessagingLimits } from '../messaging-limits.js';
import { ConsumerMetrics } from '../metrics.js';
import { Inbox } from './inbox.js';
import type { Item } from './steps.js';
import { Stopped } from './stopped.js';

/** Leaves out events that have been handled, and the second of two deliveries in one batch. */
@Injectable()
export class FreshEvents {
  private readonly logger = new Logger('Events');

  constructor(
    @Inject(Inbox) private readonly inbox: Inbox,
    @Inject(ConsumerMetrics) private readonly metrics: ConsumerMetrics,
    @Inject(MessagingLimits) private readonly limits: MessagingLimits,
  ) {}

  /**
   * Those that are still to be handled. While the database is away it waits, since that is no event's fault and costs none of them
   * a try; throws Stopped when `signal` aborts meanwhile.
   */
  async of(items: readonly Item[], signal: AbortSignal): Promise<Item[]> {
    const seen = await this.handled(
      items.map(({ event }) => event.id),
      signal,
    );
    const fresh = items.filter(({ event }) => {
      if (seen.has(event.id)) return false;
      seen.add(event.id);
      return true;
    });
    for (const { event } of items.slice(0, 1)) this.metrics.duplicate(event.type, items.length - fresh.length);
    return fresh;
  }

  private async handled(ids: string[], signal: AbortSignal): Promise<Set<string>> {
    for (let attempt = 1; ; attempt += 1) {
      if (signal.aborted) throw new Stopped();
      try {
        return await this.inbox.handled(ids);
      } catch (error) {
        this.logger.warn({ err: error, attempt }, 'the inbox cannot be read');
        await delay(backOff(attempt, this.limits.transientRetry), { signal });
      }
    }
  }
}
