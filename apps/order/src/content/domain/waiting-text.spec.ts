import { describe, expect, it } from '@jest/globals';
import { nextCheckAt } from './waiting-text.js';

describe('nextCheckAt', () => {
  it.each([
    [1, 5],
    [2, 10],
    [4, 40],
    [7, 320],
    [8, 600],
    [2000, 600],
  ])('after %d times WeChat is left alone for %d s', (unanswered, seconds) => {
    expect(nextCheckAt(new Date(0), unanswered)).toEqual(new Date(seconds * 1000));
  });
});
