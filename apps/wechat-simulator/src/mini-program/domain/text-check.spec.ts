import { expect, it } from '@jest/globals';
import { judgeText } from './text-check.js';

it.each([
  ['小明', 'pass', 100],
  ['', 'pass', 100],
  ['a [review] b', 'review', 21_000],
  ['[risky]', 'risky', 20_001],
  ['[review][risky]', 'risky', 20_001],
])('thinks of %j: %s', (text, suggest, label) => {
  expect(judgeText(text)).toMatchObject({ suggest, label });
});
