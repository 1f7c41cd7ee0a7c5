import { askAgainAt as backedOff } from '@minisuite/kernel';

const WAIT_MS = { base: 5000, max: 600_000 };

/** How long WeChat may take to tell what it thinks of a picture; what it has not told by then was lost. */
const VERDICT_MS = 1_800_000;

/** How often a picture is submitted; WeChat cannot be asked what became of it. */
export const MOST_SUBMISSIONS = 3;

/** When WeChat is asked again about something, after it could not say so many times. */
export function askAgainAt(now: Date, unanswered: number): Date {
  return backedOff(now, unanswered, WAIT_MS);
}

export function verdictDueAt(now: Date): Date {
  return new Date(now.getTime() + VERDICT_MS);
}
