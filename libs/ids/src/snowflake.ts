/** 2024-01-01T00:00:00Z; ids last until 2093. */
const EPOCH_MS = 1_704_067_200_000;
const WORKER_BITS = 10n;
const SEQUENCE_BITS = 12n;
const SEQUENCE_END = 1 << 12;

/** How many workers can make ids at the same time. */
export const WORKERS = 1 << 10;

/**
 * Snowflake ids: 41 bits of milliseconds, 10 bits of worker, 12 bits of sequence. When the clock goes back, or more than 4096 ids
 * are wanted in one millisecond, it goes on in its own time, which never goes back.
 */
export class Snowflake {
  private last = 0;
  private sequence = 0;

  constructor(private readonly worker: number) {
    if (!Number.isInteger(worker) || worker < 0 || worker >= WORKERS) throw new RangeError(`no such worker: ${worker}`);
  }

  /** The next id; `nowMs` is the time in ms since 1970. */
  next(nowMs: number): string {
    if (nowMs > this.last) {
      this.last = nowMs;
      this.sequence = 0;
    } else {
      this.sequence += 1;
      if (this.sequence === SEQUENCE_END) {
        this.last += 1;
        this.sequence = 0;
      }
    }
    const time = BigInt(this.last - EPOCH_MS);
    return String(
      (time << (WORKER_BITS + SEQUENCE_BITS)) | (BigInt(this.worker) << SEQUENCE_BITS) | BigInt(this.sequence),
    );
  }

  /** How far its own time has run ahead of the clock, in ms. */
  aheadMs(nowMs: number): number {
    return Math.max(0, this.last - nowMs);
  }
}
