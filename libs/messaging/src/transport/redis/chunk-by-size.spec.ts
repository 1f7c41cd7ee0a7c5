import { describe, expect, it } from '@jest/globals';
import { chunkBySize } from './chunk-by-size.js';

describe('chunkBySize', () => {
  it.each([
    [[], []],
    [[5], [[5]]],
    [
      [3, 3, 3, 3],
      [[3, 3, 3], [3]],
    ],
    [
      [20, 1, 20, 4, 6, 1],
      [[20], [1], [20], [4, 6], [1]],
    ],
  ])('cuts %j into pieces of at most 10, in order', (sizes, chunks) => {
    expect(chunkBySize(sizes, (size) => size, 10)).toEqual(chunks);
  });
});
