export interface Measurement {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

const WARM_UP_MS = 1_000;

/** Lets `workers` repeat `work` one after the other, and counts what ends within the time after a warm-up. */
export async function measure(
  workers: number,
  seconds: number,
  work: (worker: number) => Promise<void>,
): Promise<Measurement> {
  const begin = performance.now() + WARM_UP_MS;
  const end = begin + seconds * 1000;
  const latencies: number[] = [];
  const loop = async (worker: number): Promise<void> => {
    for (;;) {
      const start = performance.now();
      if (start >= end) return;
      await work(worker);
      const now = performance.now();
      if (now >= begin && now < end) latencies.push(now - start);
    }
  };
  await Promise.all(Array.from({ length: workers }, (_, worker) => loop(worker)));
  const sorted = Float64Array.from(latencies).sort();
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { perSecond: sorted.length / seconds, p50: at(0.5), p99: at(0.99) };
}

/** The measurement in the middle when they are ordered by their rate. */
export function median(measurements: readonly Measurement[]): Measurement {
  const sorted = measurements.toSorted((a, b) => a.perSecond - b.perSecond);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (!middle) throw new Error('nothing was measured');
  return middle;
}
