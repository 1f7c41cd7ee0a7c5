import { describe, expect, it } from '@jest/globals';
import { ShedShare } from './shed-share.js';

const LIMIT = 500;
const EVERY_MS = 20;
function after(late: readonly number[], limit = LIMIT): ShedShare {
  const share = new ShedShare(limit);
  for (const ms of late) share.observe(ms, ms + EVERY_MS);
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
    expect(after(times(2, LIMIT + 1)).of('usual')).toBeCloseTo(0.1);
    expect(after(times(3, LIMIT + 1)).of('usual')).toBeCloseTo(0.19);
    expect(after(times(1000, 10_000)).of('usual')).toBe(0.98);
  });

  it.each([0, 180, 480])('shrinks to none within four seconds when it is in time again, %d ms late each turn', (ms) => {
    const turns = (seconds: number) => times(Math.round((seconds * 1000) / (ms + EVERY_MS)), ms);
    const late = times(1000, 10_000);
    expect(after([...late, ...turns(2)]).of('usual')).toBeCloseTo(0.48);
    expect(after([...late, ...turns(4)]).of('usual')).toBe(0);
  });

  it('spares what is worth much until half of the rest is refused', () => {
    expect(after(times(7, 600)).of('usual')).toBeCloseTo(0.4686);
    expect(after(times(7, 600)).of('much')).toBe(0);
    expect(after(times(9, 600)).of('usual')).toBeCloseTo(0.5695);
    expect(after(times(9, 600)).of('much')).toBeCloseTo(0.1391);
  });

  it('is always none without a limit', () => {
    expect(after(times(100, 10_000), 0).of('usual')).toBe(0);
  });
});
