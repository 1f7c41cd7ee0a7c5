import { isConnectionLost, isDeadlock } from '@minisuite/database';
import { backOff, isDomainError } from '@minisuite/kernel';
import type { MessagingLimits } from '../messaging-limits.js';

/** What to do after a failed try: wait and try again, or park the event. */
export type Verdict = { readonly retryInMs: number } | { readonly park: 'REFUSED' | 'FAILED' };

/** The surroundings failed, not the event: a deadlock, a lost connection, a service that is away. */
export function isTransient(error: unknown): boolean {
  if (isDomainError(error)) return error.kind === 'unavailable' || error.kind === 'timeout';
  return isDeadlock(error) || isConnectionLost(error);
}

/** Decides after the `attempt`-th failure (1, 2, …) of one event. */
export function verdictOn(error: unknown, attempt: number, limits: MessagingLimits, random = Math.random): Verdict {
  const transient = isTransient(error);
  if (isDomainError(error) && !transient) return { park: 'REFUSED' };
  const { tries, retry } = transient ? { tries: limits.transientTries, retry: limits.transientRetry } : limits;
  return attempt < tries ? { retryInMs: backOff(attempt, retry, random) } : { park: 'FAILED' };
}
