import { describe, expect, it } from '@jest/globals';
import { nextAskAt } from './closing-back-off.js';

describe('nextAskAt', () => {
  it.each([
    [1, 1000],
    [2, 2000],
    [6, 32_000],
    [7, 60_000],
    [5000, 60_000],
  ])('after %i times without an answer waits %i ms', (unanswered, ms) => {
    expect(nextAskAt(new Date(0), unanswered)).toEqual(new Date(ms));
  });
});
