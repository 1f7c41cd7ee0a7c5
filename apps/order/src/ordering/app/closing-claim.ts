const CLAIM_MS = 15_000;

/** How long nobody else asks WeChat about an order that is being closed; longer than any process waits for the answer. */
export function claimedUntil(now: Date): Date {
  return new Date(now.getTime() + CLAIM_MS);
}
