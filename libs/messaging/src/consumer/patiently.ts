import { backOff, delay } from '@minisuite/kernel';
import { Stopped } from './stopped.js';

/** How to wait between the tries, and whom to tell of a failed one. */
export interface Patience {
  readonly signal: AbortSignal;
  readonly pauses: { readonly base: number; readonly max: number };
  readonly onFailure: (error: unknown) => void;
}

/**
 * Does what everything after it depends on, however long the database is away: that is no event's fault and costs none of them a try.
 * Throws Stopped when `signal` aborts meanwhile.
 */
export async function patiently<T>(work: () => Promise<T>, { signal, pauses, onFailure }: Patience): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    if (signal.aborted) throw new Stopped();
    try {
      return await work();
    } catch (error) {
      onFailure(error);
      await delay(backOff(attempt, pauses), { signal });
    }
  }
}
