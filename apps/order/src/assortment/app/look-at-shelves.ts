import { decodeCursor, type Page, pageLimit } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { isId } from '../../catalogue/domain/decimal-id.js';
import { productFilter } from '../../catalogue/domain/product-filter.js';
import { InvalidAssortment, NotShelved } from '../domain/assortment-errors.js';
import type { ProductWithSkus, ShelvedSku } from '../domain/shelved.js';
import { ShelfQueries } from './ports.js';

interface PageRequest {
  readonly limit: number;
  readonly cursor: string;
}

/** Zero, empty and null mean "not asked for". */
export interface AskedProducts extends PageRequest {
  readonly category: string;
  readonly query: string;
  readonly onSale: boolean | null;
}

/** Zero, empty and null mean "not asked for". */
export interface AskedSkus extends PageRequest {
  readonly productId: string;
  readonly onSale: boolean | null;
  readonly availableBelow: number;
}

@Injectable()
export class LookAtShelves {
  constructor(private readonly shelves: ShelfQueries) {}

  /** Throws VALIDATION_FAILED. */
  async products({ onSale, ...asked }: AskedProducts): Promise<Page<ProductWithSkus>> {
    return await this.shelves.products({ ...productFilter(asked), onSale });
  }

  /** Throws NOT_FOUND. */
  async product(id: string): Promise<ProductWithSkus> {
    const product = isId(id) ? await this.shelves.product(id) : undefined;
    if (!product) throw new NotShelved('product');
    return product;
  }

  /** Throws VALIDATION_FAILED. */
  async skus({ productId, onSale, availableBelow, limit, cursor }: AskedSkus): Promise<Page<ShelvedSku>> {
    if (productId && !isId(productId)) throw new InvalidAssortment([{ path: 'productId', message: 'is not an id' }]);
    if (availableBelow < 0) throw new InvalidAssortment([{ path: 'availableBelow', message: 'must not be negative' }]);
    return await this.shelves.skus({
      productId: productId || null,
      onSale,
      availableBelow: availableBelow || null,
      limit: pageLimit(limit),
      before: decodeCursor(cursor),
    });
  }

  /** Throws NOT_FOUND. */
  async sku(id: string): Promise<ShelvedSku> {
    const sku = isId(id) ? await this.shelves.sku(id) : undefined;
    if (!sku) throw new NotShelved('SKU');
    return sku;
  }
}
