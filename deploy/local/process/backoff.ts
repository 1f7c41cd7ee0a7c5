const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;
const HEALTHY_MS = 60_000;

/** How long to wait before a process that died is started again: 1, 2, 4… 30 s, and 1 s anew after a healthy minute. */
export class Backoff {
  #deaths = 0;

  /** Counts one more death of a process that had lived so long, in ms. */
  next(livedMs: number): number {
    if (livedMs >= HEALTHY_MS) this.#deaths = 0;
    this.#deaths += 1;
    return Math.min(LONGEST_MS, FIRST_MS * 2 ** (this.#deaths - 1));
  }
}
