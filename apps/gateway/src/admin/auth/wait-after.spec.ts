import { expect, it } from '@jest/globals';
import { waitAfter } from './wait-after.js';

it('a pause comes after the fifth attempt, and doubles up to 15 minutes', () => {
  expect([1, 4, 5, 6, 7, 8, 9, 10, 11, 50].map(waitAfter)).toEqual([0, 0, 30, 60, 120, 240, 480, 900, 900, 900]);
});
