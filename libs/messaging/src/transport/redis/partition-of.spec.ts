import { describe, expect, it } from '@jest/globals';
import { partitionOf } from './partition-of.js';

describe('partitionOf', () => {
  it('never changes, since messages of a key lie where it says', () => {
    const keys = ['', '1', '7244739573760000', 'order-1', '订单'];
    expect(keys.map((key) => partitionOf(key, 6))).toEqual([0, 5, 0, 1, 3]);
  });

  it('spreads ids over all partitions', () => {
    const counts = [0, 0, 0, 0, 0, 0];
    for (let n = 0; n < 6000; n += 1) {
      const partition = partitionOf(String(7_244_739_573_760_000 + n * 4096), 6);
      counts[partition] = (counts[partition] ?? 0) + 1;
    }
    expect(Math.min(...counts)).toBeGreaterThan(800);
  });
});
