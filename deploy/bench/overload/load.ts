import { setImmediate as turn } from 'node:timers/promises';
import { measurementOf } from '../measure.ts';
import type { Shoppers, Visit } from './shoppers.ts';

/** What came of a load. */
export interface Outcome {
  /** A second. */
  offered: number;
  /** Answered as they should be, within a second of when they were meant to be sent; a second. */
  good: number;
  /** Those that placed an order. */
  goodOrders: number;
  /** Milliseconds of those. */
  p50: number;
  p99: number;
  /** How many ended how. */
  fates: ReadonlyMap<string, number>;
}

const GOOD_MS = 1_000;
// The load waits by turns of its event loop and never sleeps, on its own core, so that the system does not pay for waking it with each answer.

/** So many who each send the next when the one before was answered: what can be done at most. */
export async function closedLoop(people: Shoppers, callers: number, seconds: number): Promise<Outcome> {
  const tally = new Tally();
  const begin = performance.now();
  const end = begin + seconds * 1000;
  const open = { loops: callers };
  const loop = async (): Promise<void> => {
    for (let now = performance.now(); now < end; now = performance.now()) tally.add(await people.shop(), now);
    open.loops -= 1;
  };
  for (let caller = 0; caller < callers; caller += 1) void loop();
  while (open.loops > 0) await turn();
  return tally.outcome((performance.now() - begin) / 1000);
}

/** So many a second, whether or not those before were answered: phones do not know of each other. */
export async function openLoop(people: Shoppers, perSecond: number, seconds: number): Promise<Outcome> {
  const tally = new Tally();
  const begin = performance.now();
  const open = { requests: 0 };
  const sendOne = async (planned: number): Promise<void> => {
    open.requests += 1;
    tally.add(await people.shop(), planned);
    open.requests -= 1;
  };
  for (let sent = 0; sent < perSecond * seconds;) {
    const due = Math.min(perSecond * seconds, ((performance.now() - begin) / 1000) * perSecond);
    for (; sent < due; sent += 1) void sendOne(begin + (sent * 1000) / perSecond);
    await turn();
  }
  const lasted = (performance.now() - begin) / 1000;
  while (open.requests > 0) await turn();
  return tally.outcome(lasted);
}

class Tally {
  readonly #latencies: number[] = [];
  readonly #fates = new Map<string, number>();
  #all = 0;
  #orders = 0;

  add(visit: Visit | undefined, planned: number): void {
    const ms = performance.now() - planned;
    const fate = visit?.fate ?? 'not sent';
    const isAnswered = typeof fate === 'number' && fate < 300;
    const isGood = isAnswered && ms <= GOOD_MS;
    if (isGood) this.#latencies.push(ms);
    if (isGood && visit?.wish === 'order') this.#orders += 1;
    const name = isGood ? 'good' : isAnswered ? 'late' : String(fate);
    this.#fates.set(name, (this.#fates.get(name) ?? 0) + 1);
    this.#all += 1;
  }

  outcome(seconds: number): Outcome {
    const { perSecond, p50, p99 } = measurementOf(this.#latencies, seconds);
    return {
      offered: this.#all / seconds,
      good: perSecond,
      goodOrders: this.#orders / seconds,
      p50,
      p99,
      fates: this.#fates,
    };
  }
}
