import { Grouper } from '@minisuite/database';
import { Inject, Injectable } from '@nestjs/common';
import { MessagingLimits } from '../messaging-limits.js';
import { callHandler } from './call-handler.js';
import { DeliveryAttempts, type Place } from './delivery-attempts.js';
import type { EventHandler } from './event-handlers.js';
import { Inbox } from './inbox.js';
import type { Item } from './steps.js';

const MAX_RUNS = 6;

/** Events of one partition, and how to settle them without company. */
export interface Run {
  readonly place: Place;
  readonly items: readonly Item[];
  alone(): Promise<void>;
}

/** The events that were handled in company, those settled before left out; undefined when the run was settled alone. */
type Handled = Item[] | undefined;

/** Wrapped, so that a group need not wait for runs of it that are settled alone. */
interface Settling {
  readonly end: Promise<Handled>;
}

/**
 * Hands short runs of several partitions to their handler together, in one transaction: at a moderate rate each partition brings an
 * event or two at a time, and a transaction for each of them costs more than all effects. Whatever is out of the ordinary is settled alone.
 */
@Injectable()
export class JointRuns {
  private readonly groupers = new Map<EventHandler, Grouper<Run, Settling>>();

  constructor(
    @Inject(Inbox) private readonly inbox: Inbox,
    @Inject(DeliveryAttempts) private readonly attempts: DeliveryAttempts,
    @Inject(MessagingLimits) private readonly limits: MessagingLimits,
  ) {}

  /** Resolves when all events of the run are settled; rejects as `alone` does. */
  async settle(handler: EventHandler, run: Run): Promise<Handled> {
    if (run.items.length > Math.min(this.limits.maxJoint, this.limits.maxRun / MAX_RUNS)) return await aloneOf(run);
    const { end } = await this.grouper(handler).submit(run);
    return await end;
  }

  private grouper(handler: EventHandler): Grouper<Run, Settling> {
    const known = this.groupers.get(handler);
    if (known) return known;
    const settle = async (runs: readonly Run[]) => {
      const [first] = runs;
      if (first && runs.length === 1) return await ended(aloneOf(first));
      const handled = await this.together(handler, runs).catch((): Handled[] => []);
      return runs.map((run, index) => ({ end: handled[index] ? Promise.resolve(handled[index]) : aloneOf(run) }));
    };
    const made = new Grouper(settle, { maxGroup: MAX_RUNS, patienceMs: this.limits.jointPatienceMs });
    this.groupers.set(handler, made);
    return made;
  }

  private async together(handler: EventHandler, runs: readonly Run[]): Promise<Handled[]> {
    const ids = runs.flatMap(({ items }) => items.map(({ event }) => event.id));
    const places = runs.map(({ place }) => place);
    const [seen, begun] = await Promise.all([this.inbox.settled(ids), this.attempts.lastEvents(places)]);
    const pending = runs.map(({ items }): Handled => {
      // An attempt at one of them has not come to its end: it may be what ended a process.
      if (items.some(({ event }) => begun.has(event.id) && !seen.has(event.id))) return undefined;
      return items.filter(({ event }) => !seen.has(event.id) && seen.add(event.id));
    });
    const parts = runs.flatMap(({ place: { topic, partition } }, index) => {
      const eventIds = pending[index]?.map(({ event }) => event.id) ?? [];
      return eventIds.length > 0 ? [{ topic, partition, eventIds }] : [];
    });
    if (parts.length === 0) return pending;
    await this.attempts.beginJoint(parts);
    const events = pending.flatMap((items) => items ?? []).map(({ event }) => event);
    return (await callHandler(handler, events, this.inbox)) ? [] : pending;
  }
}

async function aloneOf(run: Run): Promise<Handled> {
  await run.alone();
  return undefined;
}

async function ended(end: Promise<Handled>): Promise<Settling[]> {
  await end.catch(() => {});
  return [{ end }];
}
