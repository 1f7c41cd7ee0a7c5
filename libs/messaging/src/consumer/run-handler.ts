import { Clock, delay } from '@minisuite/kernel';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { MessagingLimits } from '../messaging-limits.js';
import { ConsumerMetrics } from '../metrics.js';
import { callHandler } from './call-handler.js';
import { DeadLetters, type ParkingCause } from './dead-letters.js';
import type { EventHandler } from './event-handlers.js';
import { FreshEvents } from './fresh-events.js';
import { AlreadyHandled, Inbox } from './inbox.js';
import { SecondTransaction } from './inbox-claim.js';
import { isTransient, verdictOn } from './retry-policy.js';
import type { Item } from './steps.js';
import { Stopped } from './stopped.js';

/** Brings a run of events to its end: each is handled once, was handled before, or is parked. */
@Injectable()
export class RunHandler {
  private readonly logger = new Logger('Events');

  constructor(
    @Inject(Inbox) private readonly inbox: Inbox,
    @Inject(FreshEvents) private readonly fresh: FreshEvents,
    @Inject(DeadLetters) private readonly deadLetters: DeadLetters,
    @Inject(ConsumerMetrics) private readonly metrics: ConsumerMetrics,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(MessagingLimits) private readonly limits: MessagingLimits,
  ) {}

  /** Throws Stopped when `signal` aborts before the end; what was done until then stays done. */
  async settle(handler: EventHandler, given: readonly Item[], signal: AbortSignal): Promise<void> {
    let attempts = 0;
    for (;;) {
      const items = await this.fresh.of(given, signal);
      if (items.length === 0) return;
      const failure = await callHandler(
        handler,
        items.map(({ event }) => event),
        this.inbox,
      );
      if (!failure) return this.handled(items);
      // Somebody was faster with one of them, and nothing was committed here: the inbox tells which are left.
      if (failure.error instanceof AlreadyHandled) continue;

      attempts += 1;
      if (!(await this.answer(handler, items, failure.error, attempts, signal))) return;
    }
  }

  /** Answers true when the events are to be tried again, and false when they have come to their end. */
  private async answer(
    handler: EventHandler,
    items: Item[],
    error: unknown,
    attempts: number,
    signal: AbortSignal,
  ): Promise<boolean> {
    if (error instanceof SecondTransaction) {
      await this.park(items, { reason: 'SECOND_TRANSACTION', error, attempts }, signal);
      return false;
    }
    const verdict = verdictOn(error, attempts, this.limits);
    if ('retryInMs' in verdict && (items.length === 1 || isTransient(error))) {
      this.tell(items, error, `try ${attempts} failed, next in ${verdict.retryInMs} ms`);
      for (const { event } of items) this.metrics.retried(event.type);
      await delay(verdict.retryInMs, { signal });
      if (signal.aborted) throw new Stopped();
      return true;
    }
    if (items.length === 1 && 'park' in verdict) {
      await this.park(items, { reason: verdict.park, error, attempts }, signal);
      return false;
    }
    this.tell(items, error, `${items.length} events failed together, now each alone`);
    for (const item of items) await this.settle(handler, [item], signal);
    return false;
  }

  private handled(items: readonly Item[]): void {
    const now = this.clock.now().getTime();
    for (const { event } of items) this.metrics.handled(event.type, (now - event.time.getTime()) / 1000);
  }

  private async park(items: readonly Item[], cause: ParkingCause, signal: AbortSignal): Promise<void> {
    for (const { message } of items) await this.deadLetters.park(message, cause, signal);
  }

  private tell(items: readonly Item[], error: unknown, text: string): void {
    const events = items.map(({ event }) => ({ id: event.id, requestId: event.requestId }));
    this.logger.warn({ type: items[0]?.event.type, events, err: error }, text);
  }
}
