import { describe, expect, it } from '@jest/globals';
import { backOff } from './back-off.js';

describe('backOff', () => {
  it('doubles up to its cap, never less than half of that', () => {
    const longest = [1, 2, 3, 4, 5].map((attempt) => backOff(attempt, { base: 100, max: 500 }, () => 1));
    const shortest = [1, 2, 3, 4, 5].map((attempt) => backOff(attempt, { base: 100, max: 500 }, () => 0));
    expect(longest).toEqual([100, 200, 400, 500, 500]);
    expect(shortest).toEqual([50, 100, 200, 250, 250]);
  });
});
