import { expect, it } from '@jest/globals';
import { judgeImage } from './image-check.js';

it.each([
  ['https://wx.qlogo.cn/a/132', 'pass', 0],
  ['https://wx.qlogo.cn/risky/132', 'risky', 0],
  ['https://wx.qlogo.cn/review/132', 'review', 0],
  ['https://wx.qlogo.cn/unreadable/132', 'pass', -1008],
])('thinks of %s: %s, %d', (url, suggest, errcode) => {
  expect(judgeImage(url)).toMatchObject({ suggest, errcode });
});
