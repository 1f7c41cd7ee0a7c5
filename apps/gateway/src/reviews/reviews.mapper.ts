import { orderV1, type userV1 } from '@minisuite/contracts';
import { dateOf } from '@minisuite/grpc';
import type { z } from 'zod';
import { promised } from '../clients/promised.js';
import { type ownReviewSchema, REVIEW_STATUSES, type reviewSchema } from './reviews.schemas.js';

type Status = (typeof REVIEW_STATUSES)[number];
type OwnReview = z.infer<typeof ownReviewSchema>;

const PREFIX = 'REVIEW_STATUS_';

export function fromReviewStatus(status: Status | undefined): orderV1.ReviewStatus {
  return orderV1.ReviewStatus[`${PREFIX}${status ?? 'UNSPECIFIED'}`];
}

/** A review as somebody reads it below a product; without an author when that one has left. */
export function toReview(
  review: orderV1.Review,
  author: userV1.PublicUser | null,
  absolute: (url: string) => string,
): z.infer<typeof reviewSchema> {
  return {
    ...shown(review),
    userId: author?.id ?? null,
    nickname: author?.nickname ?? '',
    avatarUrl: author ? absolute(author.avatarUrl) : '',
  };
}

/** A review as its author knows it. */
export function toOwnReview(review: orderV1.Review): OwnReview {
  const { productId, orderId, skuId } = review;
  return { ...shown(review), productId, orderId, skuId };
}

export function toOwnReviewPage(answer: orderV1.ListMyReviewsResponse): {
  items: OwnReview[];
  nextCursor: string | null;
} {
  return { items: answer.reviews.map(toOwnReview), nextCursor: answer.nextCursor || null };
}

function shown({ id, rating, text, skuTitle, status, createdAt }: orderV1.Review) {
  const known = REVIEW_STATUSES.find((name) => status === `${PREFIX}${name}`);
  const at = dateOf(createdAt).toISOString();
  return { id, rating, text, skuTitle, status: promised(known, 'status'), createdAt: at };
}
