import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { drain, measure, median, pace } from './measure.ts';

describe('measure', () => {
  afterEach(() => void jest.restoreAllMocks());

  it('counts what ends after the warm-up and orders the latencies', async () => {
    // A clock that nothing but the work moves, by 20 ms and from 1.1 s on by 10: a busy machine may hold up a real one for longer.
    let now = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => now);
    const work = async (): Promise<void> => void (now += now < 1100 ? 20 : 10);
    // Within the 0.2 s six that took 80 ms end, then those of 70, 60 and 50, then six of 40.
    expect(await measure(4, 0.2, work)).toEqual({ perSecond: 75, p50: 60, p99: 80 });
  });

  it('fails when the work fails', async () => {
    await expect(measure(2, 0.1, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });
});

const after = (ms: number) => () => new Promise<void>((resolve) => setTimeout(resolve, ms));

describe('pace', () => {
  it('begins each job at its time, however long those before it take', async () => {
    let [running, most] = [0, 0];
    const job = async (): Promise<void> => {
      running += 1;
      most = Math.max(most, running);
      await after(50)();
      running -= 1;
    };
    const { perSecond, p50 } = await pace(100, Array<typeof job>(20).fill(job));
    expect(most).toBeGreaterThan(1);
    expect(perSecond).toBeLessThanOrEqual(20 / 0.19);
    expect(p50).toBeGreaterThanOrEqual(49);
  });

  it('counts the latency from the planned time, even of a job that the caller held up', async () => {
    const hold = (): Promise<void> => {
      for (const end = performance.now() + 60; performance.now() < end;);
      return Promise.resolve();
    };
    const { p99 } = await pace(1000, [hold, () => Promise.resolve(), () => Promise.resolve()]);
    expect(p99).toBeGreaterThanOrEqual(59);
    const { p50 } = await pace(1000, [hold, () => Promise.resolve(), () => Promise.resolve()]);
    expect(p50).toBeGreaterThanOrEqual(50);
  });

  it('fails when a job fails, though others are to begin later', async () => {
    await expect(pace(100, [() => Promise.reject(new Error('broken')), after(1), after(1)])).rejects.toThrow('broken');
  });
});

describe('drain', () => {
  it('does each job once, with so many at a time', async () => {
    const done: number[] = [];
    let [running, most] = [0, 0];
    const job = (index: number) => async (): Promise<void> => {
      running += 1;
      most = Math.max(most, running);
      await after(2)();
      running -= 1;
      done.push(index);
    };
    await drain(
      3,
      Array.from({ length: 10 }, (_, index) => job(index)),
    );
    expect(done.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(most).toBe(3);
  });

  it('fails when a job fails', async () => {
    await expect(drain(2, [after(1), () => Promise.reject(new Error('broken'))])).rejects.toThrow('broken');
  });
});

describe('median', () => {
  it('takes the one in the middle', () => {
    const of = (perSecond: number) => ({ perSecond, p50: 0, p99: 0 });
    expect(median([of(9), of(1), of(5)]).perSecond).toBe(5);
    const latencies = [4, 90, 30].map((p99) => ({ perSecond: 1, p50: 0, p99 }));
    expect(median(latencies, ({ p99 }) => p99).p99).toBe(30);
    expect(() => median([])).toThrow('nothing was measured');
  });
});
