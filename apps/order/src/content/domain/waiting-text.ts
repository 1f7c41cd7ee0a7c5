import { askAgainAt } from '@minisuite/kernel';

/** A text that nobody but its author sees until WeChat has looked at it. */
export interface WaitingText {
  readonly id: string;
  readonly userId: string;
  readonly text: string;
  /** How often WeChat was asked and could not say. */
  readonly unanswered: number;
}

/** Whether others may see a text. */
export type Verdict = 'PASSED' | 'REJECTED';

/** What WeChat says of a text, or when it is asked again. */
export type CheckOutcome = { readonly verdict: Verdict } | { readonly nextAt: Date };

const WAIT_MS = { base: 5000, max: 600_000 };

/** When WeChat is asked again about a text, after it could not say so many times. */
export function nextCheckAt(now: Date, unanswered: number): Date {
  return askAgainAt(now, unanswered, WAIT_MS);
}
