import { z } from 'zod';
import { idField, instantField, pageOf, pageQuery, wordsField } from '../edge/fields.js';

export const REVIEW_STATUSES = ['PENDING', 'PUBLISHED', 'REJECTED', 'HIDDEN'] as const;

export const reviewStatusSchema = z.enum(REVIEW_STATUSES).meta({
  id: 'ReviewStatus',
  description:
    "All but its author see a review only while it is `PUBLISHED`; `PENDING` waits for WeChat's content check, `REJECTED` did not pass it, `HIDDEN` is an operator's decision.",
});

const ratingField = z.int().min(1).max(5).meta({ description: 'Stars.', example: 5 });

export const reviewFields = {
  id: idField,
  rating: ratingField,
  text: z.string().meta({ example: '茶香很足，包装也好' }),
  skuTitle: z.string().meta({ description: 'What of the product was bought.', example: '100 克' }),
  status: reviewStatusSchema,
  createdAt: instantField,
};

export const authorField = idField.nullable().meta({ description: 'Null when the author has left.' });

export const reviewSchema = z
  .object({
    ...reviewFields,
    userId: authorField,
    nickname: z.string().meta({ example: '小明' }),
    avatarUrl: z.string(),
  })
  .meta({ id: 'Review' });

export const boughtFields = { productId: idField, orderId: idField, skuId: idField };

export const ownReviewSchema = z.object({ ...reviewFields, ...boughtFields }).meta({ id: 'OwnReview' });

export const reviewPageSchema = pageOf(reviewSchema);
export const reviewQuerySchema = z.object(pageQuery);

export const writeReviewSchema = z
  .strictObject({
    orderId: idField,
    skuId: idField,
    rating: ratingField,
    text: wordsField(500).meta({ example: '茶香很足，包装也好' }),
  })
  .meta({ id: 'WriteReview' });
