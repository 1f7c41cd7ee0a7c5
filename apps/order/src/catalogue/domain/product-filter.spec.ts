import { describe, expect, it } from '@jest/globals';
import { encodeCursor } from '@minisuite/kernel';
import { productFilter } from './product-filter.js';

const nothing = { category: '', query: '', limit: 0, cursor: '' };

describe('productFilter', () => {
  it('lists twenty from the start when nothing is asked for', () => {
    expect(productFilter(nothing)).toEqual({ category: '', words: [], limit: 20, before: null });
  });

  it('splits the query into words', () => {
    expect(productFilter({ ...nothing, query: '  龙井   100% ' }).words).toEqual(['龙井', '100%']);
  });

  it('reads the cursor', () => {
    expect(productFilter({ ...nothing, cursor: encodeCursor('1007') }).before).toBe('1007');
  });

  it.each([
    ['a negative limit', { limit: -1 }, 'limit'],
    ['a limit over 100', { limit: 101 }, 'limit'],
    ['a long query', { query: 'x'.repeat(65) }, 'q'],
    ['a long category', { category: 'x'.repeat(33) }, 'category'],
    ['a forged cursor', { cursor: 'bm90IGFuIGlk' }, 'cursor'],
  ])('refuses %s', (_, part, path) => {
    expect(() => productFilter({ ...nothing, ...part })).toThrow(
      expect.objectContaining({ reason: 'VALIDATION_FAILED', details: [expect.objectContaining({ path })] }),
    );
  });
});
