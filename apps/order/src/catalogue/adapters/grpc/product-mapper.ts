import type { orderV1 } from '@minisuite/contracts';
import { minPriceOf, type Product, ratingOf } from '../../domain/product.js';

export function toWireProduct(product: Product): orderV1.Product {
  return {
    id: product.id,
    title: product.title,
    imageUrl: product.imageUrl,
    category: product.category,
    minPrice: String(minPriceOf(product)),
    rating: ratingOf(product),
    reviewCount: product.reviewCount,
    skus: product.skus.map(({ id, title, price, available }) => ({ id, title, price: String(price), available })),
  };
}
