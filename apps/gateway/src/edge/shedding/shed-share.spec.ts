import { describe, expect, it } from '@jest/globals';
import { ShedShare } from './shed-share.js';

const LIMIT = 100;
function after(late: readonly number[], limit = LIMIT): ShedShare {
  const share = new ShedShare(limit);
  for (const ms of late) share.observe(ms);
  return share;
}
const times = (count: number, ms: number) => Array.from({ length: count }, () => ms);

describe('the share of requests that are refused', () => {
  it('is none while the event loop keeps its time', () => {
    expect(after(times(1000, LIMIT)).of('usual')).toBe(0);
  });

  it('is none after a pause', () => {
    expect(after([0, 5000, 0, 5000, 0]).of('usual')).toBe(0);
  });

  it('grows while it stays late, but never to all', () => {
    expect(after(times(2, LIMIT + 1)).of('usual')).toBeCloseTo(0.2);
    expect(after(times(3, LIMIT + 1)).of('usual')).toBeCloseTo(0.36);
    expect(after(times(1000, 10_000)).of('usual')).toBe(0.98);
  });

  it('shrinks slowly when it is in time again, down to none', () => {
    const late = times(1000, 10_000);
    expect(after([...late, ...times(48, 1)]).of('usual')).toBeCloseTo(0.5);
    expect(after([...late, ...times(98, 1)]).of('usual')).toBeCloseTo(0);
    expect(after([...late, ...times(200, 1)]).of('usual')).toBe(0);
  });

  it('spares what is worth much until half of the rest is refused', () => {
    expect(after(times(4, 500)).of('usual')).toBeCloseTo(0.488);
    expect(after(times(4, 500)).of('much')).toBe(0);
    expect(after(times(5, 500)).of('usual')).toBeCloseTo(0.5904);
    expect(after(times(5, 500)).of('much')).toBeCloseTo(0.1808);
  });

  it('is always none without a limit', () => {
    expect(after(times(100, 10_000), 0).of('usual')).toBe(0);
  });
});
