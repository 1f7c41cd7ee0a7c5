import type { AuditEntry } from '@minisuite/audit';
import { Transactions } from '@minisuite/database';
import type { Page } from '@minisuite/kernel';
import type { Stock } from '../../stock/app/ports.js';
import type { ProductWithSkus, ShelvedProduct, ShelvedSku } from '../domain/shelved.js';

/** A filter that is null lists all. */
export interface ShelvedProductFilter {
  readonly category: string;
  /** Each has to occur in the title. */
  readonly words: readonly string[];
  readonly onSale: boolean | null;
  readonly limit: number;
  readonly before: string | null;
}

export interface SkuFilter {
  readonly productId: string | null;
  readonly onSale: boolean | null;
  readonly availableBelow: number | null;
  readonly limit: number;
  readonly before: string | null;
}

export abstract class ShelfQueries {
  abstract products(filter: ShelvedProductFilter): Promise<Page<ProductWithSkus>>;
  abstract product(id: string): Promise<ProductWithSkus | undefined>;
  abstract skus(filter: SkuFilter): Promise<Page<ShelvedSku>>;
  abstract sku(id: string): Promise<ShelvedSku | undefined>;
}

/** Products or SKUs, inside one transaction. */
export abstract class Shelf<T> {
  abstract add(item: T): Promise<void>;
  abstract lock(id: string): Promise<T | undefined>;
  /** Throws when it is not as it was loaded. */
  abstract save(before: T, after: T): Promise<void>;
}

export interface AssortmentRepositories {
  readonly products: Shelf<ShelvedProduct>;
  readonly skus: Shelf<ShelvedSku>;
  readonly stock: Stock;
  readonly audit: { record(entry: AuditEntry): Promise<void> };
}

export abstract class AssortmentTransactions extends Transactions<AssortmentRepositories> {}
