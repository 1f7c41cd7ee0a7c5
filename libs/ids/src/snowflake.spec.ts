import { describe, expect, it } from '@jest/globals';
import { Snowflake } from './snowflake.js';

const now = Date.UTC(2026, 0, 1);

describe('Snowflake ids', () => {
  it('are unique and grow, many more than fit into a millisecond', () => {
    const snowflake = new Snowflake(7);
    const ids = Array.from({ length: 20_000 }, () => BigInt(snowflake.next(now)));
    expect(ids.every((id, index) => index === 0 || id > (ids[index - 1] ?? id))).toBe(true);
    expect(snowflake.aheadMs(now)).toBe(4);
  });

  it('still grow when the clock goes back', () => {
    const snowflake = new Snowflake(7);
    const before = BigInt(snowflake.next(now));
    expect(BigInt(snowflake.next(now - 60_000))).toBeGreaterThan(before);
  });

  it('of two workers never meet', () => {
    const [a, b] = [new Snowflake(0), new Snowflake(1023)];
    const all = Array.from({ length: 5000 }, () => [a.next(now), b.next(now)]).flat();
    expect(new Set(all).size).toBe(10_000);
  });

  it('fit into a signed 64-bit integer until 2093', () => {
    expect(BigInt(new Snowflake(1023).next(Date.UTC(2093, 0, 1)))).toBeLessThan(2n ** 63n);
  });

  it.each([-1, 1024, 1.5])('there is no worker %p', (worker) => {
    expect(() => new Snowflake(worker)).toThrow(RangeError);
  });
});
