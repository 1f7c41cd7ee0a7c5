import { REQUEST } from '@minisuite/database';
import { Ids } from '@minisuite/ids';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { assertProduct } from '../domain/assortment-input.js';
import { productOf } from '../domain/fields.js';
import type { ProductFields, ShelvedProduct } from '../domain/shelved.js';
import { AssortmentTransactions } from './ports.js';

@Injectable()
export class CreateProduct {
  constructor(
    private readonly transactions: AssortmentTransactions,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /** Throws VALIDATION_FAILED. */
  async execute(fields: ProductFields): Promise<ShelvedProduct> {
    assertProduct(fields);
    const id = this.ids.next();
    const product = { ...productOf(fields), id, version: 1, createdAt: this.clock.now() };
    await this.transactions.run(REQUEST, async ({ products, audit }) => {
      await products.add(product);
      await audit.record({ action: 'product.create', target: { type: 'product', id }, after: productOf(fields) });
    });
    return product;
  }
}
