import { Injectable } from '@nestjs/common';
import { DomainError } from '@minisuite/kernel';
import { isId } from '../domain/decimal-id.js';
import type { Product } from '../domain/product.js';
import { ProductQueries } from './ports.js';

const MAX_IDS = 100;

@Injectable()
export class BatchGetProducts {
  constructor(private readonly products: ProductQueries) {}

  /** In the order asked for; ids of nothing listed are left out. */
  async execute(ids: readonly string[]): Promise<Product[]> {
    if (ids.length > MAX_IDS) {
      throw new DomainError('invalid', 'VALIDATION_FAILED', 'Too many ids.', [
        { path: 'ids', message: `must be at most ${MAX_IDS}` },
      ]);
    }
    const wanted = [...new Set(ids.filter(isId))];
    const found = new Map((await this.products.find(wanted)).map((product) => [product.id, product]));
    return wanted.map((id) => found.get(id)).filter((product) => product !== undefined);
  }
}
