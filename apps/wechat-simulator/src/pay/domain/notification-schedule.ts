const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** WeChat's waits between attempts: 15s/15s/30s/3m/10m/20m/30m/30m/30m/60m/3h/3h/3h/6h/6h, 24 h 4 min in all. */
export const RETRY_WAITS_MS: readonly number[] = [
  15 * SECOND,
  15 * SECOND,
  30 * SECOND,
  3 * MINUTE,
  10 * MINUTE,
  20 * MINUTE,
  30 * MINUTE,
  30 * MINUTE,
  30 * MINUTE,
  60 * MINUTE,
  3 * HOUR,
  3 * HOUR,
  3 * HOUR,
  6 * HOUR,
  6 * HOUR,
];

/**
 * When the attempt after `attempt` (1 = the first) is due, counted from when `attempt` was due and not from when it was
 * answered, so that a day of retries passes when the clock is advanced by a day. Undefined: WeChat gives up.
 */
export function nextAttemptAt(attempt: number, due: Date): Date | undefined {
  const wait = RETRY_WAITS_MS[attempt - 1];
  return wait === undefined ? undefined : new Date(due.getTime() + wait);
}

export function isAcknowledged(httpStatus: number | undefined): boolean {
  return httpStatus === 200 || httpStatus === 204;
}
