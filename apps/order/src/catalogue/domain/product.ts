import type { Fen } from '@minisuite/kernel';

export interface Sku {
  readonly id: string;
  readonly title: string;
  readonly price: Fen;
  readonly available: number;
}

/** A listed product as the shop shows it. */
export interface Product {
  readonly id: string;
  readonly title: string;
  readonly imageUrl: string;
  readonly category: string;
  readonly skus: readonly Sku[];
  readonly reviewCount: number;
  /** The sum of all ratings. */
  readonly stars: number;
}

export function minPriceOf(product: Product): Fen {
  return product.skus.reduce((least, { price }) => Math.min(least, price), product.skus[0]?.price ?? 0);
}

/** What buyers rate it on average, to one decimal; 0 while nobody has. */
export function ratingOf({ stars, reviewCount }: Pick<Product, 'stars' | 'reviewCount'>): number {
  return reviewCount === 0 ? 0 : Math.round((10 * stars) / reviewCount) / 10;
}
