import { Transactions, type Tx } from '@minisuite/database';
import type { Page } from '@minisuite/kernel';
import type { Stock } from '../../stock/app/ports.js';
import type { DemoProduct } from '../domain/demo-products.js';
import type { Offer } from '../domain/offer.js';
import type { Product } from '../domain/product.js';
import type { ProductFilter } from '../domain/product-filter.js';

export abstract class ProductQueries {
  abstract list(filter: ProductFilter): Promise<Page<Product>>;
  abstract find(ids: readonly string[]): Promise<Product[]>;
}

/** What is on offer, as one transaction sees it. */
export abstract class Offers {
  abstract find(skuIds: readonly string[]): Promise<Offer[]>;
}

/** Lets another feature read offers inside its own transaction. */
export abstract class OffersInTransaction {
  abstract of(tx: Tx): Offers;
}

export abstract class Assortment {
  /** Adds a product with SKUs that have no stock yet; answers the ids of the SKUs that were not there before. */
  abstract add(product: DemoProduct, at: Date): Promise<string[]>;
}

export interface CatalogueRepositories {
  readonly assortment: Assortment;
  readonly stock: Stock;
}

export abstract class CatalogueTransactions extends Transactions<CatalogueRepositories> {}
