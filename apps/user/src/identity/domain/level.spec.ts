import { expect, it } from '@jest/globals';
import { levelOf } from './level.js';

it.each([
  ['0', 1],
  ['99', 1],
  ['100', 2],
  ['499', 2],
  ['500', 3],
  ['2000', 4],
  ['4999', 4],
  ['5000', 5],
  ['20000', 6],
  ['50000', 7],
  ['99999', 7],
  ['100000', 8],
  ['9223372036854775807', 8],
])('%s points are level %i', (points, level) => {
  expect(levelOf(points)).toBe(level);
});
