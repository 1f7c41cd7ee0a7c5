import { describe, expect, it } from '@jest/globals';
import { nextAsk } from './asking.js';

const now = new Date('2026-03-01T12:00:00.000Z');

describe('asking WeChat', () => {
  it('is done at widening distances, and never given up', () => {
    const seconds = [0, 1, 2, 3, 4, 5, 6, 7, 50].map((asked) => (nextAsk(asked, now).getTime() - now.getTime()) / 1000);
    expect(seconds).toEqual([10, 20, 40, 80, 160, 320, 600, 600, 600]);
  });
});
