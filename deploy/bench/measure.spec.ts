import { describe, expect, it } from '@jest/globals';
import { measure, median } from './measure.ts';

describe('measure', () => {
  it('counts what ends after the warm-up and orders the latencies', async () => {
    const { perSecond, p50, p99 } = await measure(4, 0.2, () => new Promise((resolve) => setTimeout(resolve, 10)));
    expect(perSecond).toBeGreaterThan(0);
    expect(perSecond).toBeLessThanOrEqual(600);
    expect(p50).toBeGreaterThanOrEqual(9);
    expect(p99).toBeGreaterThanOrEqual(p50);
  });

  it('fails when the work fails', async () => {
    await expect(measure(2, 0.1, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });
});

describe('median', () => {
  it('takes the one in the middle', () => {
    const of = (perSecond: number) => ({ perSecond, p50: 0, p99: 0 });
    expect(median([of(9), of(1), of(5)]).perSecond).toBe(5);
    expect(() => median([])).toThrow('nothing was measured');
  });
});
