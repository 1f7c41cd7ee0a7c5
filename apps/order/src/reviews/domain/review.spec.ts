import { describe, expect, it } from '@jest/globals';
import { countedMore, isNews, type Review, REVIEW_STATUSES } from './review.js';

const review = { text: '好茶', status: 'PENDING' } as Review;

describe('reviews', () => {
  it('count while they are published, and only then', () => {
    const changes = [null, ...REVIEW_STATUSES].flatMap((from) =>
      REVIEW_STATUSES.map((to) => `${from}→${to} ${countedMore(from, to)}`),
    );
    expect(changes.filter((change) => change.endsWith(' 1'))).toEqual([
      'null→PUBLISHED 1',
      'PENDING→PUBLISHED 1',
      'REJECTED→PUBLISHED 1',
      'HIDDEN→PUBLISHED 1',
    ]);
    expect(changes.filter((change) => change.endsWith(' -1'))).toEqual([
      'PUBLISHED→PENDING -1',
      'PUBLISHED→REJECTED -1',
      'PUBLISHED→HIDDEN -1',
    ]);
  });

  it('are decided once', () => {
    expect(isNews(review, 'PUBLISHED')).toBe(true);
    expect(isNews({ ...review, status: 'PUBLISHED' }, 'PUBLISHED')).toBe(false);
    expect(isNews({ ...review, status: 'PUBLISHED' }, 'HIDDEN')).toBe(true);
  });

  it('are not published without a text', () => {
    const emptied: Review = { ...review, text: '', status: 'REJECTED' };
    expect(() => isNews(emptied, 'PUBLISHED')).toThrow(expect.objectContaining({ reason: 'CONFLICT' }));
    expect(isNews(emptied, 'HIDDEN')).toBe(true);
  });
});
