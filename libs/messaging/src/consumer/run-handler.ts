import { Clock, delay } from '@minisuite/kernel';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { ParkingCause } from '../dead-letters/dead-letter.js';
import { Parking } from '../dead-letters/parking.js';
import { MessagingLimits } from '../messaging-limits.js';
import { ConsumerMetrics } from '../metrics.js';
import { callHandler } from './call-handler.js';
import { begunBefore } from './begun-before.js';
import type { Place } from './delivery-attempts.js';
import type { EventHandler } from './event-handlers.js';
import { AlreadyHandled, Inbox } from './inbox.js';
import { SecondTransaction } from './inbox-claim.js';
import { JointRuns } from './joint-runs.js';
import { PendingEvents } from './pending-events.js';
import { isTransient, verdictOn } from './retry-policy.js';
import type { Item } from './steps.js';
import { Stopped } from './stopped.js';

/** Brings a run of events to its end: each is handled once, was handled before, or is parked. */
@Injectable()
export class RunHandler {
  private readonly logger = new Logger('Events');

  constructor(
    @Inject(JointRuns) private readonly joint: JointRuns,
    @Inject(Inbox) private readonly inbox: Inbox,
    @Inject(PendingEvents) private readonly pending: PendingEvents,
    @Inject(Parking) private readonly parking: Parking,
    @Inject(ConsumerMetrics) private readonly metrics: ConsumerMetrics,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(MessagingLimits) private readonly limits: MessagingLimits,
  ) {}

  /** Throws Stopped when `signal` aborts before the end; what was done until then stays done. */
  async settle(handler: EventHandler, place: Place, items: readonly Item[], signal: AbortSignal): Promise<void> {
    const alone = () => this.alone(handler, place, items, signal);
    const handled = await this.joint.settle(handler, { place, items, alone });
    if (!handled) return;
    for (const { event } of items.slice(0, 1)) this.metrics.duplicate(event.type, items.length - handled.length);
    if (handled.length > 0) this.handled(handled);
  }

  private async alone(handler: EventHandler, place: Place, given: readonly Item[], signal: AbortSignal): Promise<void> {
    const [items, last] = await Promise.all([this.pending.of(given, signal), this.pending.lastAttempt(place, signal)]);
    if (items.length === 0) return;
    const ids = items.map(({ event }) => event.id);
    const begun = begunBefore(last, ids);
    if (begun === 'together') return await this.eachAlone(handler, place, items, signal);
    if (begun >= this.limits.tries) {
      const error = `the attempt to handle it has not come to an end ${begun} times: its process ended meanwhile`;
      return await this.park(items, { reason: 'CRASHED', error, attempts: begun }, signal);
    }
    return await this.tryUntilSettled(handler, place, items, begun, signal);
  }

  private async tryUntilSettled(
    handler: EventHandler,
    place: Place,
    given: Item[],
    begun: number,
    signal: AbortSignal,
  ): Promise<void> {
    let items = given;
    const failures = { counted: begun, transient: 0 };
    while (items.length > 0) {
      await this.pending.begin(place, items, failures.counted + 1, signal);
      const failure = await callHandler(
        handler,
        items.map(({ event }) => event),
        this.inbox,
      );
      if (!failure) return this.handled(items);
      // Somebody was faster with one of them, and nothing was committed here: the inbox tells which are left.
      if (!(failure.error instanceof AlreadyHandled)) {
        failures[isTransient(failure.error) ? 'transient' : 'counted'] += 1;
        const again = await this.answer(items, failure.error, failures, signal);
        if (again === 'alone') return await this.eachAlone(handler, place, items, signal);
        if (!again) return undefined;
      }
      items = await this.pending.of(items, signal);
    }
    return undefined;
  }

  /** Whether the events are to be tried again, and then whether each alone; false when they have come to their end. */
  private async answer(
    items: Item[],
    error: unknown,
    failures: { counted: number; transient: number },
    signal: AbortSignal,
  ): Promise<boolean | 'alone'> {
    if (error instanceof SecondTransaction) {
      await this.park(items, { reason: 'SECOND_TRANSACTION', error, attempts: failures.counted }, signal);
      return false;
    }
    const transient = isTransient(error);
    const attempts = transient ? failures.transient : failures.counted;
    const verdict = verdictOn(error, attempts, this.limits);
    if ('retryInMs' in verdict && (items.length === 1 || transient)) {
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
    return 'alone';
  }

  private async eachAlone(handler: EventHandler, place: Place, items: Item[], signal: AbortSignal): Promise<void> {
    for (const item of items) await this.alone(handler, place, [item], signal);
  }

  private handled(items: readonly Item[]): void {
    const now = this.clock.now().getTime();
    for (const { event } of items) this.metrics.handled(event.type, (now - event.time.getTime()) / 1000);
    this.logger.log({ type: items[0]?.event.type, events: namesOf(items) }, 'handled');
  }

  private async park(items: readonly Item[], cause: ParkingCause, signal: AbortSignal): Promise<void> {
    for (const { message, event } of items) await this.parking.park(message, cause, signal, event);
  }

  private tell(items: readonly Item[], error: unknown, text: string): void {
    this.logger.warn({ type: items[0]?.event.type, events: namesOf(items), err: error }, text);
  }
}

const namesOf = (items: readonly Item[]) =>
  items.map(({ event }) => ({ id: event.id, requestId: event.origin.requestId, aggregateId: event.aggregateId }));
