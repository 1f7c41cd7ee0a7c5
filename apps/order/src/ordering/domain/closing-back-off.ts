import { askAgainAt } from '@minisuite/kernel';

const WAIT_MS = { base: 1000, max: 60_000 };

/** When WeChat is asked again about an order, after it did not say so many times. */
export function nextAskAt(now: Date, unanswered: number): Date {
  return askAgainAt(now, unanswered, WAIT_MS);
}
