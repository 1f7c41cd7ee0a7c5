import { describe, expect, it } from '@jest/globals';
import { orderV1 } from '@minisuite/contracts';
import { REVIEW_STATUSES, type Review } from '../../domain/review.js';
import { fromWireStatus, toWireReview } from './review-mapper.js';

const review: Review = {
  id: '5',
  productId: '1',
  orderId: '2',
  skuId: '3',
  skuTitle: '袋装',
  userId: '7',
  rating: 4,
  text: '好茶',
  status: 'PUBLISHED',
  createdAt: new Date('2026-01-01T00:00:00.250Z'),
};

describe('reviews on the wire', () => {
  it.each(REVIEW_STATUSES)('%s goes there and back', (status) => {
    expect(fromWireStatus(toWireReview({ ...review, status }).status)).toBe(status);
  });

  it('read unspecified as all and refuse unknown numbers', () => {
    expect(fromWireStatus(orderV1.ReviewStatus.REVIEW_STATUS_UNSPECIFIED)).toBeUndefined();
    expect(() => fromWireStatus(99 as unknown as orderV1.ReviewStatus)).toThrow('not valid');
  });

  it('name nobody when the author has left', () => {
    const createdAt = { seconds: '1767225600', nanos: 250_000_000 };
    const wire = { ...review, status: 'REVIEW_STATUS_PUBLISHED', createdAt };
    expect(toWireReview(review)).toEqual(wire);
    expect(toWireReview({ ...review, userId: null })).toEqual({ ...wire, userId: '' });
  });
});
