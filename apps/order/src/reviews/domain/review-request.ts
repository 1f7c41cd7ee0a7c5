import type { ErrorDetail } from '@minisuite/kernel';
import { InvalidReview } from './review-errors.js';

const MAX_RATING = 5;
const MAX_TEXT = 500;

/** What a user says of a line of an order. */
export interface ReviewRequest {
  readonly userId: string;
  readonly productId: string;
  readonly orderId: string;
  readonly skuId: string;
  readonly rating: number;
  readonly text: string;
}

/** Checks and trims; throws InvalidReview with every fault at once. */
export function reviewRequest(given: ReviewRequest): ReviewRequest {
  const { rating } = given;
  const text = given.text.trim();
  const length = [...text].length;
  const details: ErrorDetail[] = [];
  if (!Number.isInteger(rating) || rating < 1 || rating > MAX_RATING) {
    details.push({ path: 'rating', message: `must be a whole number from 1 to ${MAX_RATING}` });
  }
  if (length < 1 || length > MAX_TEXT) {
    details.push({ path: 'text', message: `must have 1 to ${MAX_TEXT} characters` });
  }
  if (details.length > 0) throw new InvalidReview(details);
  return { ...given, text };
}
