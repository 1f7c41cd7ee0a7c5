import type { orderV1 } from '@minisuite/contracts';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ReviewOperationsClient } from '../../clients/clients.js';
import { promised } from '../../clients/promised.js';
import { idField } from '../../edge/fields.js';
import { Operation } from '../../edge/operation.js';
import { fromReviewStatus, toOwnReview } from '../../reviews/reviews.mapper.js';
import {
  adminReviewPageSchema,
  adminReviewQuerySchema,
  adminReviewSchema,
  decideReviewSchema,
} from './admin-reviews.schemas.js';

type AdminReview = z.infer<typeof adminReviewSchema>;
type Reason = z.infer<typeof decideReviewSchema>;

@ApiTags('admin')
@Controller('admin/reviews')
export class AdminReviewsController {
  constructor(private readonly reviews: ReviewOperationsClient) {}

  @Get()
  @Operation({
    summary: 'Reviews of all products, newest first',
    answers: adminReviewPageSchema,
    permission: 'reviews.read',
  })
  async list(
    @Query({ schema: adminReviewQuerySchema }) query: z.infer<typeof adminReviewQuerySchema>,
  ): Promise<z.infer<typeof adminReviewPageSchema>> {
    const { status, productId = '', ...page } = query;
    const answer = await this.reviews.listAllReviews({ ...page, productId, status: fromReviewStatus(status) });
    return { items: answer.reviews.map(toAdminReview), nextCursor: answer.nextCursor || null };
  }

  @Post(':id/hide')
  @Operation({
    summary: 'Hide a review',
    description: 'Its rating does not count any more. The same again changes nothing.',
    answers: adminReviewSchema,
    permission: 'reviews.decide',
    refuses: ['NOT_FOUND'],
  })
  async hide(
    @Param('id', { schema: idField }) id: string,
    @Body({ schema: decideReviewSchema }) body: Reason,
  ): Promise<AdminReview> {
    return await this.decide(id, 'HIDDEN', body);
  }

  @Post(':id/publish')
  @Operation({
    summary: 'Publish a review, whatever WeChat said',
    description: 'What a person had to look at, and what was hidden by mistake. The same again changes nothing.',
    answers: adminReviewSchema,
    permission: 'reviews.decide',
    refuses: ['NOT_FOUND', 'CONFLICT'],
  })
  async publish(
    @Param('id', { schema: idField }) id: string,
    @Body({ schema: decideReviewSchema }) body: Reason,
  ): Promise<AdminReview> {
    return await this.decide(id, 'PUBLISHED', body);
  }

  private async decide(id: string, status: 'HIDDEN' | 'PUBLISHED', { reason }: Reason): Promise<AdminReview> {
    const { review } = await this.reviews.decideReview({ id, status: fromReviewStatus(status), reason });
    return toAdminReview(promised(review, 'review'));
  }
}

function toAdminReview(review: orderV1.Review): AdminReview {
  return { ...toOwnReview(review), userId: review.userId || null };
}
