import { Ids } from '@minisuite/ids';
import { Clock } from '@minisuite/kernel';

/** Ids that count up from one, or from what comes after `last`. */
export class SequentialIds extends Ids {
  constructor(private last = 0n) {
    super();
  }

  next(): string {
    this.last += 1n;
    return String(this.last);
  }
}

/** A clock that stands still until it is moved. */
export class FakeClock extends Clock {
  constructor(private instant = new Date('2026-01-01T00:00:00.000Z')) {
    super();
  }

  now(): Date {
    return new Date(this.instant);
  }

  advance(ms: number): void {
    this.instant = new Date(this.instant.getTime() + ms);
  }
}
