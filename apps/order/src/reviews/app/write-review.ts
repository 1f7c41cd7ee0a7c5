import { isDuplicateKey, REQUEST } from '@minisuite/database';
import { Ids } from '@minisuite/ids';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { CheckTexts } from '../../content/app/check-texts.js';
import { OrderQueries } from '../../ordering/app/ports.js';
import { isId } from '../../ordering/domain/decimal-id.js';
import { OrderNotFound } from '../../ordering/domain/order-errors.js';
import type { Review } from '../domain/review.js';
import { AlreadyReviewed, ReviewNotAcceptable, ReviewNotFound } from '../domain/review-errors.js';
import { type ReviewRequest, reviewRequest } from '../domain/review-request.js';
import { checkBought } from './check-bought.js';
import { ReviewQueries, ReviewTransactions } from './ports.js';

type Written = Omit<Review, 'skuTitle'>;

@Injectable()
export class WriteReview {
  constructor(
    private readonly orders: OrderQueries,
    private readonly queries: ReviewQueries,
    private readonly texts: CheckTexts,
    private readonly transactions: ReviewTransactions,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /** PENDING when WeChat cannot be asked now. Throws what `reviewRequest` and `checkBought` say, AlreadyReviewed or ReviewNotAcceptable. */
  async execute(given: ReviewRequest): Promise<Review> {
    const request = reviewRequest(given);
    await this.refuseEarly(request);
    const verdict = await this.texts.verdictOn(request);
    if (verdict === 'REJECTED') throw new ReviewNotAcceptable();
    const status = verdict ? 'PUBLISHED' : 'PENDING';
    const { id } = await this.keep({ ...request, id: this.ids.next(), status, createdAt: this.clock.now() });
    const review = await this.queries.find(id);
    if (!review) throw new ReviewNotFound();
    return review;
  }

  /** What would be refused in the end is not worth a question to WeChat. */
  private async refuseEarly(request: ReviewRequest): Promise<void> {
    const { orderId, skuId } = request;
    if (!isId(orderId)) throw new OrderNotFound();
    const [order] = await this.orders.find([orderId]);
    checkBought(request, order);
    if (await this.queries.has(orderId, skuId)) throw new AlreadyReviewed();
  }

  private async keep(review: Written & ReviewRequest): Promise<Written> {
    try {
      return await this.transactions.run(REQUEST, async ({ orders, reviews, ratings }) => {
        // Looked at again under the lock: the money may have been asked back meanwhile.
        const [order] = await orders.lock([review.orderId]);
        checkBought(review, order?.state);
        await reviews.add(review);
        if (review.status === 'PUBLISHED') await ratings.count(review.productId, review.rating, 1);
        return review;
      });
    } catch (error) {
      if (isDuplicateKey(error)) throw new AlreadyReviewed();
      throw error;
    }
  }
}
