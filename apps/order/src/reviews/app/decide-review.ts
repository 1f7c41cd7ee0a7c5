import { REQUEST } from '@minisuite/database';
import { Injectable } from '@nestjs/common';
import { isId } from '../../ordering/domain/decimal-id.js';
import { type Decision, isNews, type Review } from '../domain/review.js';
import { ReviewNotFound } from '../domain/review-errors.js';
import { changeStatus } from './change-status.js';
import { ReviewTransactions } from './ports.js';

/** An operator hides a review, or publishes one whatever WeChat said. */
@Injectable()
export class DecideReview {
  constructor(private readonly transactions: ReviewTransactions) {}

  /** The same again changes nothing; throws ReviewNotFound or ReviewStateConflict. */
  async execute(id: string, decision: Decision, reason: string): Promise<Review> {
    if (!isId(id)) throw new ReviewNotFound();
    return await this.transactions.run(REQUEST, async (repositories) => {
      const review = await repositories.reviews.lock(id);
      if (!review) throw new ReviewNotFound();
      if (!isNews(review, decision)) return review;
      await changeStatus(repositories, review, decision);
      await repositories.audit.record({
        action: decision === 'HIDDEN' ? 'review.hide' : 'review.publish',
        target: { type: 'review', id },
        reason,
        before: { status: review.status },
        after: { status: decision },
      });
      return { ...review, status: decision };
    });
  }
}
