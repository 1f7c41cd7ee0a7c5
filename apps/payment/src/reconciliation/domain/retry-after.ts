const FIRST_MS = 60_000;
const LAST_MS = 30 * 60_000;

/** After the first attempts sooner, then every half hour, which is what WeChat recommends. */
export function retryAfterMs(attempts: number): number {
  return Math.min(LAST_MS, FIRST_MS * 4 ** (attempts - 1));
}
