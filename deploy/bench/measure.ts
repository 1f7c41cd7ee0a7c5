import { setTimeout as sleep } from 'node:timers/promises';

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
  return measurementOf(latencies, seconds);
}

/** Begins so many jobs per second, each at its time whether or not those before it have ended; its latency counts from that time. */
export async function pace(perSecond: number, jobs: readonly (() => Promise<void>)[]): Promise<Measurement> {
  const begin = performance.now();
  const latencies: number[] = [];
  const begun: Promise<void>[] = [];
  for (const [index, job] of jobs.entries()) {
    const planned = begin + (index * 1000) / perSecond;
    for (let now = performance.now(); now < planned; now = performance.now()) await sleep(planned - now);
    const done = job().then(() => void latencies.push(performance.now() - planned));
    // Whether it failed is asked in the end.
    done.catch(() => {});
    begun.push(done);
  }
  await Promise.all(begun);
  return measurementOf(latencies, (performance.now() - begin) / 1000);
}

/** Lets `workers` do all jobs, each as soon as one of them is free. */
export async function drain(workers: number, jobs: readonly (() => Promise<void>)[]): Promise<Measurement> {
  const begin = performance.now();
  const latencies: number[] = [];
  const left = jobs.values();
  const loop = async (): Promise<void> => {
    for (const job of left) {
      const start = performance.now();
      await job();
      latencies.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: workers }, loop));
  return measurementOf(latencies, (performance.now() - begin) / 1000);
}

/** What such latencies (ms) within so many seconds come to. */
export function measurementOf(latencies: readonly number[], seconds: number): Measurement {
  const sorted = Float64Array.from(latencies).sort();
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { perSecond: sorted.length / seconds, p50: at(0.5), p99: at(0.99) };
}

/** The measurement in the middle when they are ordered by their rate, or by another figure of them. */
export function median(
  measurements: readonly Measurement[],
  figure: (measurement: Measurement) => number = ({ perSecond }) => perSecond,
): Measurement {
  const sorted = measurements.toSorted((a, b) => figure(a) - figure(b));
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (!middle) throw new Error('nothing was measured');
  return middle;
}
