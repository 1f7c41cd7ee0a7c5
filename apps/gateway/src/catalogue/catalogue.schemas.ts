import { z } from 'zod';
import { fenField, idField, pageOf, pageQuery, textField } from '../edge/fields.js';

export const productSchema = z
  .object({
    id: idField,
    title: z.string().meta({ example: '西湖龙井' }),
    imageUrl: z.string(),
    category: z.string().meta({ example: 'tea' }),
    minPrice: fenField,
    rating: z.number().min(1).max(5).nullable().meta({
      description: 'What buyers rate it on average, to one decimal; null while nobody has.',
      example: 4.6,
    }),
    reviewCount: z.int().nonnegative(),
    skus: z.array(
      z
        .object({
          id: idField,
          title: z.string().meta({ example: '100 克' }),
          price: fenField,
          available: z.int().nonnegative().meta({ description: 'Pieces that can be ordered now.' }),
        })
        .meta({ id: 'Sku' }),
    ),
  })
  .meta({ id: 'Product' });

export const productPageSchema = pageOf(productSchema);

export const productQuerySchema = z.object({
  ...pageQuery,
  category: textField(32).default(''),
  q: textField(64).default('').meta({ description: 'Words looked for in the title.' }),
});
