import type { Fen } from '@minisuite/kernel';

/** What an operator says of a product. */
export interface ProductFields {
  readonly title: string;
  /** https, or a picture that the gateway serves itself. */
  readonly imageUrl: string;
  readonly category: string;
  readonly onSale: boolean;
}

/** What an operator says of a SKU. */
export interface SkuFields {
  readonly title: string;
  readonly price: Fen;
  /** Among the SKUs of its product, from 0. */
  readonly position: number;
  readonly onSale: boolean;
}

/** Each change makes the next version; whoever changes something names the version that was seen. */
interface Versioned {
  readonly id: string;
  readonly version: number;
}

export interface ShelvedProduct extends ProductFields, Versioned {
  readonly createdAt: Date;
}

export interface ShelvedSku extends SkuFields, Versioned {
  readonly productId: string;
  readonly available: number;
  readonly reserved: number;
  readonly sold: number;
  readonly createdAt: Date;
}

export interface ProductWithSkus extends ShelvedProduct {
  readonly skus: readonly ShelvedSku[];
}
