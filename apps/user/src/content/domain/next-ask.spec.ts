import { expect, it } from '@jest/globals';
import { askAgainAt } from './next-ask.js';

it.each([
  [1, 5],
  [2, 10],
  [7, 320],
  [8, 600],
  [2000, 600],
])('after %d times WeChat is left alone for %d s', (unanswered, seconds) => {
  expect(askAgainAt(new Date(0), unanswered)).toEqual(new Date(seconds * 1000));
});
