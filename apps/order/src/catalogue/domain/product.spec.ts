import { describe, expect, it } from '@jest/globals';
import { ratingOf } from './product.js';

describe('ratingOf', () => {
  it.each([
    [0, 0, 0],
    [5, 1, 5],
    [10, 3, 3.3],
    [14, 3, 4.7],
    [9, 2, 4.5],
    [1, 1, 1],
  ])('%d stars of %d reviews are %d', (stars, reviewCount, rating) => {
    expect(ratingOf({ stars, reviewCount })).toBe(rating);
  });
});
