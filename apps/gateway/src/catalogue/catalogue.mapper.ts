import type { orderV1 } from '@minisuite/contracts';
import { fen } from '@minisuite/kernel';
import type { z } from 'zod';
import type { productPageSchema, productSchema } from './catalogue.schemas.js';

type Absolute = (url: string) => string;

export function toProduct(product: orderV1.Product, absolute: Absolute): z.infer<typeof productSchema> {
  const { id, title, imageUrl, category, minPrice, rating, reviewCount, skus } = product;
  return {
    id,
    title,
    imageUrl: absolute(imageUrl),
    category,
    minPrice: fen(minPrice),
    rating: reviewCount === 0 ? null : rating,
    reviewCount,
    skus: skus.map((sku) => ({ id: sku.id, title: sku.title, price: fen(sku.price), available: sku.available })),
  };
}

export function toProductPage(
  answer: orderV1.ListProductsResponse,
  absolute: Absolute,
): z.infer<typeof productPageSchema> {
  return {
    items: answer.products.map((product) => toProduct(product, absolute)),
    nextCursor: answer.nextCursor || null,
  };
}
