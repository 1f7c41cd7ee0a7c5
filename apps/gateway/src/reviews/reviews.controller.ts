import type { orderV1, userV1 } from '@minisuite/contracts';
import { isDomainError } from '@minisuite/kernel';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { batched } from '../clients/batched.js';
import { ReviewClient, UserClient } from '../clients/clients.js';
import { promised } from '../clients/promised.js';
import { idField } from '../edge/fields.js';
import { Operation } from '../edge/operation.js';
import { PublicUrls } from '../edge/public-urls.js';
import { toReview } from './reviews.mapper.js';
import { reviewPageSchema, reviewQuerySchema, reviewSchema, writeReviewSchema } from './reviews.schemas.js';

type Review = z.infer<typeof reviewSchema>;

@ApiTags('products')
@Controller('products/:id/reviews')
export class ReviewsController {
  private readonly userOf = batched(async (ids) => (await this.users.batchGetUsers({ ids })).users);

  constructor(
    private readonly reviews: ReviewClient,
    private readonly users: UserClient,
    private readonly urls: PublicUrls,
  ) {}

  @Get()
  @Operation({
    summary: 'What buyers say of a product',
    description: 'With a token, what its user has written is there too when others do not see it.',
    answers: reviewPageSchema,
    public: true,
    optionalToken: true,
    refuses: ['NOT_FOUND'],
  })
  async list(
    @Param('id', { schema: idField }) productId: string,
    @Query({ schema: reviewQuerySchema }) page: z.infer<typeof reviewQuerySchema>,
  ): Promise<z.infer<typeof reviewPageSchema>> {
    const { reviews, nextCursor } = await this.reviews.listReviews({ productId, ...page });
    return {
      items: await Promise.all(reviews.map((review) => this.withAuthor(review))),
      nextCursor: nextCursor || null,
    };
  }

  @Post()
  @Operation({
    summary: 'Review what I have bought',
    description:
      "Once for each line of an order that is `COMPLETED`. The text passes WeChat's content check first; while WeChat cannot be asked, the review is `PENDING` and only its author sees it.",
    answers: reviewSchema,
    status: 201,
    refuses: ['NOT_FOUND', 'CONFLICT', 'ORDER_STATE_CONFLICT'],
    waitsForWechat: true,
  })
  async write(
    @Param('id', { schema: idField }) productId: string,
    @Body({ schema: writeReviewSchema }) body: z.infer<typeof writeReviewSchema>,
  ): Promise<Review> {
    const { review } = await this.reviews.writeReview({ productId, ...body });
    return await this.withAuthor(promised(review, 'review'));
  }

  private async withAuthor(review: orderV1.Review): Promise<Review> {
    return toReview(review, await this.authorOf(review), this.urls.absolute);
  }

  /** Null for somebody who has just left, too. */
  private async authorOf({ userId }: orderV1.Review): Promise<userV1.PublicUser | null> {
    if (userId === '') return null;
    try {
      return await this.userOf(userId);
    } catch (error) {
      if (isDomainError(error) && error.kind === 'not_found') return null;
      throw error;
    }
  }
}
