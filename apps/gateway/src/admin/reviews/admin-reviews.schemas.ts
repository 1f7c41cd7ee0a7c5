import { z } from 'zod';
import { idField, pageOf, pageQuery, wordsField } from '../../edge/fields.js';
import { authorField, boughtFields, reviewFields, reviewStatusSchema } from '../../reviews/reviews.schemas.js';

export const adminReviewSchema = z
  .object({ ...reviewFields, ...boughtFields, userId: authorField })
  .meta({ id: 'AdminReview' });

export const adminReviewPageSchema = pageOf(adminReviewSchema);

export const adminReviewQuerySchema = z.object({
  ...pageQuery,
  status: reviewStatusSchema.optional(),
  productId: idField.optional(),
});

export const decideReviewSchema = z
  .strictObject({ reason: wordsField(200).meta({ example: '广告' }) })
  .meta({ id: 'DecideReview' });
