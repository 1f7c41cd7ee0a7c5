import { beforeEach, describe, expect, it } from '@jest/globals';
import { AdaptiveLimit } from './adaptive-limit.js';

const SLOW_MS = 300;

let time = 0;
beforeEach(() => void (time = 0));

/** Lets in as many as there is room for, `most` at most, each for `ms`; answers how many it were in each window. */
function offer(limit: AdaptiveLimit, windows: number, ms: number, most = 2000): number[] {
  return Array.from({ length: windows }, () => {
    let taken = 0;
    for (; taken < most && limit.hasRoom(); taken += 1) limit.enter();
    time += 300;
    for (let left = taken; left > 0; left -= 1) {
      limit.leave();
      limit.observe(ms, time);
    }
    return taken;
  });
}
const limitOf = (most: number) => new AdaptiveLimit({ most, slowMs: SLOW_MS });

describe('how many may be at work at a time', () => {
  it('is the most there may be while it is quick', () => {
    expect(offer(limitOf(1000), 5, SLOW_MS)).toEqual([1000, 1000, 1000, 1000, 1000]);
  });

  it('gets less while it is slow, but never less than 64', () => {
    const limit = limitOf(1000);
    expect(offer(limit, 4, 2 * SLOW_MS)).toEqual([1000, 800, 640, 512]);
    expect(offer(limit, 30, 2 * SLOW_MS).at(-1)).toBe(64);
    expect(limit.now).toBe(64);
  });

  it('gets a little less while it is a little too slow', () => {
    expect(offer(limitOf(1000), 3, SLOW_MS / 0.95)).toEqual([1000, 951, 903]);
  });

  it('has room until as many are at work, and again when one has left', () => {
    const limit = limitOf(100);
    for (let call = 0; call < 99; call += 1) limit.enter();
    const seen = [limit.hasRoom()];
    limit.enter();
    seen.push(limit.hasRoom());
    limit.leave();
    seen.push(limit.hasRoom());
    expect(seen).toEqual([true, false, true]);
  });

  it('starts from what it has when it is slow with less than it may get', () => {
    const limit = limitOf(1000);
    offer(limit, 1, 2 * SLOW_MS, 200);
    expect(offer(limit, 1, SLOW_MS)).toEqual([160]);
  });

  it('grows again when it is quick and could have had more', () => {
    const limit = limitOf(1000);
    offer(limit, 20, 2 * SLOW_MS);
    // What was seen before is counted still.
    expect(offer(limit, 4, 10)).toEqual([64, 64, 71, 78]);
    expect(offer(limit, 40, 10).at(-1)).toBe(1000);
  });

  it('does not grow for nothing', () => {
    const limit = limitOf(1000);
    offer(limit, 20, 2 * SLOW_MS);
    offer(limit, 20, 10, 30);
    expect(offer(limit, 1, 10)).toEqual([64]);
  });

  it('says nothing of too few', () => {
    const limit = limitOf(1000);
    for (let window = 0; window < 19; window += 1) limit.observe(2 * SLOW_MS, (time += 300));
    expect(limit.now).toBe(1000);
  });

  it('takes as few as it is told to', () => {
    const limit = new AdaptiveLimit({ most: 1000, slowMs: SLOW_MS, fewest: 3 });
    for (let call = 0; call < 500; call += 1) limit.enter();
    for (const ms of [2 * SLOW_MS, 10, 2 * SLOW_MS]) limit.observe(ms, (time += 300));
    expect(limit.now).toBe(400);
  });

  it('heeds neither a single pause nor what was before', () => {
    const limit = new AdaptiveLimit({ most: 1000, slowMs: SLOW_MS, fewest: 3 });
    for (const ms of [10, 5000, 10, 10, 5000, 10]) limit.observe(ms, (time += 300));
    expect(limit.now).toBe(1000);
  });
});
