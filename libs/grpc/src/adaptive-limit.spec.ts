import { describe, expect, it } from '@jest/globals';
import { AdaptiveLimit } from './adaptive-limit.js';

const SLOW_MS = 300;

/** Offers more than there is room for, window after window, each answer after `ms`; tells how many got in each time. */
function offer(limit: AdaptiveLimit, windows: number, ms: number, most = 2000): number[] {
  return Array.from({ length: windows }, () => {
    let taken = 0;
    while (taken < most && limit.enter()) taken += 1;
    time += 300;
    for (let left = taken; left > 0; left -= 1) limit.leave(ms, time);
    return taken;
  });
}
let time = 0;

describe('how many calls a service gets at a time', () => {
  it('is the most there may be while it is quick', () => {
    expect(offer(new AdaptiveLimit(1000, SLOW_MS), 5, SLOW_MS)).toEqual([1000, 1000, 1000, 1000, 1000]);
  });

  it('gets less while it is slow, but never less than 64', () => {
    const limit = new AdaptiveLimit(1000, SLOW_MS);
    expect(offer(limit, 4, SLOW_MS + 1)).toEqual([1000, 800, 640, 512]);
    expect(offer(limit, 30, SLOW_MS + 1).at(-1)).toBe(64);
  });

  it('starts from what it has when it is slow with less than it may get', () => {
    const limit = new AdaptiveLimit(1000, SLOW_MS);
    offer(limit, 1, SLOW_MS + 1, 200);
    expect(offer(limit, 1, SLOW_MS)).toEqual([160]);
  });

  it('grows again when it is quick and could have had more', () => {
    const limit = new AdaptiveLimit(1000, SLOW_MS);
    offer(limit, 20, SLOW_MS + 1);
    // Answers of the time before are counted still.
    expect(offer(limit, 4, 10)).toEqual([64, 64, 71, 78]);
    expect(offer(limit, 40, 10).at(-1)).toBe(1000);
  });

  it('does not grow for nothing', () => {
    const limit = new AdaptiveLimit(1000, SLOW_MS);
    offer(limit, 20, SLOW_MS + 1);
    offer(limit, 20, 10, 30);
    expect(offer(limit, 1, 10)).toEqual([64]);
  });

  it('says nothing of a few slow answers among many', () => {
    const limit = new AdaptiveLimit(100, SLOW_MS);
    for (let call = 0; call < 100; call += 1) limit.enter();
    for (let call = 0; call < 100; call += 1) limit.leave(call % 3 === 0 ? 5000 : 10, (time += 20));
    expect(offer(limit, 1, 10)).toEqual([100]);
  });
});
