/** How many points each level begins at, from the second on. */
const STARTS = [100n, 500n, 2000n, 5000n, 20_000n, 50_000n, 100_000n] as const;

/** The level of somebody with so many points; 1 is where everybody begins. */
export function levelOf(points: string): number {
  const given = BigInt(points);
  return 1 + STARTS.filter((start) => given >= start).length;
}
