const LEAST = 64;
const FEWEST_ANSWERS = 20;
const WINDOW_MS = 250;
const SHRINK = 0.8;
const GROW = 1.1;

/**
 * How many calls a service is given at a time. While half of its answers take longer than `slowMs` it gets fewer, and while it is not
 * slow and could have had more it gets more, up to `most`: so what comes beyond its strength is refused instead of kept waiting until
 * nobody wants the answer any more.
 */
export class AdaptiveLimit {
  private limit: number;
  private busy = 0;
  private busiest = 0;
  private answers: number[] = [];
  private since = 0;

  constructor(
    private readonly most: number,
    private readonly slowMs: number,
  ) {
    this.limit = most;
  }

  /** Whether there is room for one more; then `leave` has to follow. */
  enter(): boolean {
    if (this.busy >= this.limit) return false;
    this.busy += 1;
    this.busiest = Math.max(this.busiest, this.busy);
    return true;
  }

  /** A call has ended, at the time `now` (ms); `ms` is how long its answer took, null when it was never sent. */
  leave(ms: number | null, now: number): void {
    this.busy -= 1;
    if (ms === null) return;
    this.answers.push(ms);
    if (this.answers.length < FEWEST_ANSWERS || now - this.since < WINDOW_MS) return;
    const median = this.answers.sort((a, b) => a - b)[Math.floor(this.answers.length / 2)] ?? 0;
    // One that was not near its limit is slow with what it has: the limit starts from there.
    if (median > this.slowMs) this.limit = Math.max(LEAST, Math.min(this.limit, this.busiest) * SHRINK);
    else if (this.busiest >= Math.floor(this.limit)) this.limit = Math.min(this.most, this.limit * GROW);
    this.answers = [];
    this.busiest = this.busy;
    this.since = now;
  }
}
