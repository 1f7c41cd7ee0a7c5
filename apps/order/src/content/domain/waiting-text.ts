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

const FIRST_MS = 5000;
const MAX_MS = 600_000;

/** When WeChat is asked again about a text, after it could not say so many times. */
export function nextCheckAt(now: Date, unanswered: number): Date {
  return new Date(now.getTime() + Math.min(MAX_MS, FIRST_MS * 2 ** (unanswered - 1)));
}
