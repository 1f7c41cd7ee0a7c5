const LEAST = 64;
const FEWEST = 20;
const WINDOW_MS = 250;
const SHRINK = 0.8;
const GROW = 1.1;

export interface AdaptiveLimitOptions {
  /** How many may be at work at first, and never more. */
  readonly most: number;
  /** Above this many ms the median of what is observed is too slow. */
  readonly slowMs: number;
  /** How many observations it takes to say anything. */
  readonly fewest?: number;
}

/**
 * How many may be at work at a time. While half of what is observed takes longer than `slowMs` it gets less, but never less than 64, and
 * while it does not and somebody found no room it gets more: so what comes beyond the strength of who works is refused instead of kept
 * waiting until nobody wants the answer any more.
 */
export class AdaptiveLimit {
  private readonly most: number;
  private readonly slowMs: number;
  private readonly fewest: number;
  private limit: number;
  private busy = 0;
  private busiest = 0;
  private wasFull = false;
  private observed: number[] = [];
  private since = 0;

  constructor({ most, slowMs, fewest = FEWEST }: AdaptiveLimitOptions) {
    this.most = most;
    this.slowMs = slowMs;
    this.fewest = fewest;
    this.limit = most;
  }

  /** How many may be at work at present. */
  get now(): number {
    return Math.floor(this.limit);
  }

  /** Whether less than the limit is at work. */
  hasRoom(): boolean {
    const hasRoom = this.busy < this.limit;
    if (!hasRoom) this.wasFull = true;
    return hasRoom;
  }

  /** One more is at work; then `leave` has to follow. */
  enter(): void {
    this.busy += 1;
    this.busiest = Math.max(this.busiest, this.busy);
  }

  /** One has ended. */
  leave(): void {
    this.busy -= 1;
  }

  /** Something took so many ms, as was seen at the time `now` (ms). */
  observe(ms: number, now: number): void {
    this.observed.push(ms);
    if (this.observed.length < this.fewest || now - this.since < WINDOW_MS) return;
    const median = this.observed.sort((a, b) => a - b)[Math.floor(this.observed.length / 2)] ?? 0;
    if (median > this.slowMs) this.shrink(median);
    else if (this.wasFull) this.limit = Math.min(this.most, this.limit * GROW);
    this.observed = [];
    this.busiest = this.busy;
    this.wasFull = false;
    this.since = now;
  }

  private shrink(median: number): void {
    // Who was not near the limit is slow with what it has: the limit starts from there.
    const from = Math.min(this.limit, this.busiest);
    this.limit = Math.max(LEAST, from * Math.max(SHRINK, this.slowMs / median));
  }
}
