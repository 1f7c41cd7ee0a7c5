import { orderV1 } from '@minisuite/contracts';
import { toTimestamp } from '@minisuite/grpc';
import { REVIEW_STATUSES, type Review, type ReviewStatus } from '../../domain/review.js';
import { InvalidReview } from '../../domain/review-errors.js';

const wireStatus = (status: ReviewStatus) => orderV1.ReviewStatus[`REVIEW_STATUS_${status}`];

export function toWireReview({ userId, status, createdAt, ...review }: Review): orderV1.Review {
  return { ...review, userId: userId ?? '', status: wireStatus(status), createdAt: toTimestamp(createdAt) };
}

/** Undefined stands for all; throws InvalidReview for a number that no status has. */
export function fromWireStatus(wire: orderV1.ReviewStatus): ReviewStatus | undefined {
  if (wire === orderV1.ReviewStatus.REVIEW_STATUS_UNSPECIFIED) return undefined;
  const status = REVIEW_STATUSES.find((known) => wireStatus(known) === wire);
  if (status) return status;
  throw new InvalidReview([{ path: 'status', message: 'is not a status' }]);
}
