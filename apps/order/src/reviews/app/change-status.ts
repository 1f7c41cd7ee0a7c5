import { countedMore, type Review, type ReviewStatus } from '../domain/review.js';
import type { ReviewRepositories } from './ports.js';

/** Changes a locked review and the rating of its product together. */
export async function changeStatus(
  { reviews, ratings }: Pick<ReviewRepositories, 'reviews' | 'ratings'>,
  review: Review,
  status: ReviewStatus,
): Promise<void> {
  await reviews.setStatus(review, status);
  const more = countedMore(review.status, status);
  if (more !== 0) await ratings.count(review.productId, review.rating, more);
}
