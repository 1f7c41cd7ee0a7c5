import { orderV1 } from '@minisuite/contracts';
import { caller, requireUserId } from '@minisuite/grpc';
import { Controller } from '@nestjs/common';
import { ListReviews } from '../../app/list-reviews.js';
import { WriteReview } from '../../app/write-review.js';
import { toWireReview } from './review-mapper.js';

@Controller()
@orderV1.ReviewServiceControllerMethods()
export class ReviewController implements orderV1.ReviewServiceController {
  constructor(
    private readonly write: WriteReview,
    private readonly lists: ListReviews,
  ) {}

  async writeReview(request: orderV1.WriteReviewRequest): Promise<orderV1.WriteReviewResponse> {
    return { review: toWireReview(await this.write.execute({ ...request, userId: requireUserId() })) };
  }

  async listReviews({ productId, ...asked }: orderV1.ListReviewsRequest): Promise<orderV1.ListReviewsResponse> {
    const { items, nextCursor } = await this.lists.ofProduct(productId, caller().userId ?? null, asked);
    return { reviews: items.map(toWireReview), nextCursor: nextCursor ?? '' };
  }

  async listMyReviews(asked: orderV1.ListMyReviewsRequest): Promise<orderV1.ListMyReviewsResponse> {
    const { items, nextCursor } = await this.lists.ofUser(requireUserId(), asked);
    return { reviews: items.map(toWireReview), nextCursor: nextCursor ?? '' };
  }
}
