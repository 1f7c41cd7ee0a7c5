/** Exponential back-off with full jitter: milliseconds to wait before attempt `attempt` (1, 2, …), capped at `max` ms. */
export function backOff(attempt: number, { base, max }: { base: number; max: number }, random = Math.random): number {
  const ceiling = Math.min(max, base * 2 ** (attempt - 1));
  return Math.round(ceiling / 2 + (ceiling / 2) * random());
}
