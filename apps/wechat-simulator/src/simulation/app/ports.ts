import { Clock } from '@minisuite/kernel';

/**
 * The time of the simulated world, which can be moved forward. Timestamps of signatures come from the machine's `Clock`
 * instead: callers check those against their own clock, so they must not move.
 */
export abstract class SimulatedClock extends Clock {
  abstract advance(ms: number): Date;
  abstract forget(): void;
}

/** Actions that become due in simulated time. */
export abstract class Alarms {
  abstract at(due: Date, action: () => void): void;
  abstract cancelAll(): void;
}

/** Unpredictable text for codes, tokens, nonces and ids. */
export abstract class Randomness {
  abstract hex(length: number): string;
  abstract digits(length: number): string;
  abstract alphanumeric(length: number): string;
  abstract base64(bytes: number): string;
}
