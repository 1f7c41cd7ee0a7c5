const FIRST_MS = 1000;
const MAX_MS = 60_000;

/** When WeChat is asked again about an order, after it did not say so many times. */
export function nextAskAt(now: Date, unanswered: number): Date {
  return new Date(now.getTime() + Math.min(MAX_MS, FIRST_MS * 2 ** (unanswered - 1)));
}
