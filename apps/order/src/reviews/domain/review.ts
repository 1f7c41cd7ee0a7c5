import { ReviewStateConflict } from './review-errors.js';

export const REVIEW_STATUSES = ['PENDING', 'PUBLISHED', 'REJECTED', 'HIDDEN'] as const;

/** All but their author see only reviews that are PUBLISHED; PENDING waits for WeChat. */
export type ReviewStatus = (typeof REVIEW_STATUSES)[number];

export interface Review {
  readonly id: string;
  readonly productId: string;
  readonly orderId: string;
  readonly skuId: string;
  readonly skuTitle: string;
  /** Null when its author has left. */
  readonly userId: string | null;
  readonly rating: number;
  readonly text: string;
  readonly status: ReviewStatus;
  readonly createdAt: Date;
}

/** What an operator may make of a review. */
export type Decision = 'PUBLISHED' | 'HIDDEN';

/** False when it is so already; throws ReviewStateConflict for one whose author took the text along. */
export function isNews({ status, text }: Review, decision: Decision): boolean {
  if (decision === 'PUBLISHED' && text === '') throw new ReviewStateConflict();
  return status !== decision;
}

/** By how many reviews the rating of the product changes. */
export function countedMore(from: ReviewStatus | null, to: ReviewStatus): -1 | 0 | 1 {
  if (from === to) return 0;
  if (to === 'PUBLISHED') return 1;
  return from === 'PUBLISHED' ? -1 : 0;
}
