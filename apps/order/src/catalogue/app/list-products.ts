import { Injectable } from '@nestjs/common';
import type { Page } from '@minisuite/kernel';
import type { Product } from '../domain/product.js';
import { productFilter } from '../domain/product-filter.js';
import { ProductQueries } from './ports.js';

@Injectable()
export class ListProducts {
  constructor(private readonly products: ProductQueries) {}

  async execute(asked: { category: string; query: string; limit: number; cursor: string }): Promise<Page<Product>> {
    return await this.products.list(productFilter(asked));
  }
}
