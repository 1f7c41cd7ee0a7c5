import { orderV1 } from '@minisuite/contracts';
import { requireOperator } from '@minisuite/grpc';
import { Controller } from '@nestjs/common';
import { isId } from '../../../ordering/domain/decimal-id.js';
import { DecideReview } from '../../app/decide-review.js';
import { ListReviews } from '../../app/list-reviews.js';
import { InvalidReview } from '../../domain/review-errors.js';
import { fromWireStatus, toWireReview } from './review-mapper.js';

@Controller()
@orderV1.ReviewOperationsServiceControllerMethods()
export class ReviewOperationsController implements orderV1.ReviewOperationsServiceController {
  constructor(
    private readonly lists: ListReviews,
    private readonly decide: DecideReview,
  ) {}

  async listAllReviews(request: orderV1.ListAllReviewsRequest): Promise<orderV1.ListAllReviewsResponse> {
    requireOperator();
    const status = fromWireStatus(request.status);
    const productId = productIdOf(request.productId);
    const filter = { ...(status && { status }), ...(productId && { productId }) };
    const { items, nextCursor } = await this.lists.ofAll(filter, request);
    return { reviews: items.map(toWireReview), nextCursor: nextCursor ?? '' };
  }

  async decideReview({ id, status, reason }: orderV1.DecideReviewRequest): Promise<orderV1.DecideReviewResponse> {
    requireOperator();
    const decision = fromWireStatus(status);
    if (decision !== 'PUBLISHED' && decision !== 'HIDDEN') {
      throw new InvalidReview([{ path: 'status', message: 'must be PUBLISHED or HIDDEN' }]);
    }
    return { review: toWireReview(await this.decide.execute(id, decision, reason)) };
  }
}

function productIdOf(text: string): string | undefined {
  if (text === '') return undefined;
  if (isId(text)) return text;
  throw new InvalidReview([{ path: 'productId', message: 'is not an id' }]);
}
