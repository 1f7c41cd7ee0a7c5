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
}

export function minPriceOf(product: Product): Fen {
  return product.skus.reduce((least, { price }) => Math.min(least, price), product.skus[0]?.price ?? 0);
}
