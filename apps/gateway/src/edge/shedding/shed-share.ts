const STEP_UP = 0.1;
/** How long it takes until nobody is refused any more. */
const FORGET_MS = 4000;
/** Some always get through: they tell when it is over. */
const MOST = 0.98;

/** What a request is worth when not all can be served. */
export type Worth = 'much' | 'usual';

/**
 * Which share of the requests is refused, so that the event loop is not later than a limit: quickly more of them while it is, slowly
 * fewer when it is not. A share instead of all, because those that get through are the work that is still done.
 */
export class ShedShare {
  private share = 0;
  private wasLate = false;

  /** `limitMs` is how late the event loop may be; 0 never refuses anybody. */
  constructor(private readonly limitMs: number) {}

  /** Tells how late (ms) the event loop was just now, and how long ago it was looked at before. */
  observe(lateMs: number, sinceMs: number): void {
    if (this.limitMs === 0) return;
    const isLate = lateMs > this.limitMs;
    // Late once is a pause of the process or of its machine; late again is too much to do.
    if (isLate && this.wasLate) this.share = Math.min(MOST, this.share + STEP_UP * (1 - this.share));
    else if (!isLate) this.share = Math.max(0, this.share - sinceMs / FORGET_MS);
    this.wasLate = isLate;
  }

  /** From 0 to 1: what is worth much is refused only when half of the rest is. */
  of(worth: Worth): number {
    return worth === 'usual' ? this.share : Math.max(0, 2 * this.share - 1);
  }
}
