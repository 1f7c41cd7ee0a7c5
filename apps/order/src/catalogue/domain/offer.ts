import type { Fen } from '@minisuite/kernel';

/** What can be ordered at present, and what an order line keeps of it. */
export interface Offer {
  readonly skuId: string;
  readonly productId: string;
  readonly title: string;
  readonly imageUrl: string;
  readonly price: Fen;
}
