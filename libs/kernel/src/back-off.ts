/** Exponential back-off with full jitter: milliseconds to wait before attempt `attempt` (1, 2, …), capped at `max` ms. */
export function backOff(attempt: number, { base, max }: { base: number; max: number }, random = Math.random): number {
  const ceiling = doubled(attempt, { base, max });
  return Math.round(ceiling / 2 + (ceiling / 2) * random());
}

/** When to ask again after so many attempts (1, 2, …) in vain, written down for later: doubling from `base` to `max` ms, without jitter. */
export function askAgainAt(now: Date, unanswered: number, limits: { base: number; max: number }): Date {
  return new Date(now.getTime() + doubled(unanswered, limits));
}

function doubled(attempt: number, { base, max }: { base: number; max: number }): number {
  return Math.min(max, base * 2 ** (attempt - 1));
}
