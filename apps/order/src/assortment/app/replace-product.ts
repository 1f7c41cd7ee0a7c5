import { REQUEST } from '@minisuite/database';
import { Injectable } from '@nestjs/common';
import { isId } from '../../catalogue/domain/decimal-id.js';
import { ChangedMeanwhile, NotShelved } from '../domain/assortment-errors.js';
import { assertProduct } from '../domain/assortment-input.js';
import { productOf } from '../domain/fields.js';
import type { ProductFields } from '../domain/shelved.js';
import { AssortmentTransactions } from './ports.js';

@Injectable()
export class ReplaceProduct {
  constructor(private readonly transactions: AssortmentTransactions) {}

  /** Throws VALIDATION_FAILED, NOT_FOUND, and CONFLICT when the version is not the present one. */
  async execute(id: string, version: number, fields: ProductFields): Promise<void> {
    assertProduct(fields);
    await this.change(id, (before) => {
      if (before.version !== version) throw new ChangedMeanwhile(before.version);
      return productOf(fields);
    });
  }

  /** Off sale, which it may be already; throws NOT_FOUND. */
  async withdraw(id: string): Promise<void> {
    await this.change(id, (before) => (before.onSale ? { ...productOf(before), onSale: false } : null));
  }

  private async change(
    id: string,
    decide: (before: ProductFields & { version: number }) => ProductFields | null,
  ): Promise<void> {
    if (!isId(id)) throw new NotShelved('product');
    await this.transactions.run(REQUEST, async ({ products, audit }) => {
      const before = await products.lock(id);
      if (!before) throw new NotShelved('product');
      const fields = decide(before);
      if (!fields) return;
      await products.save(before, { ...before, ...fields, version: before.version + 1 });
      const change = { before: productOf(before), after: productOf(fields) };
      await audit.record({ action: 'product.replace', target: { type: 'product', id }, ...change });
    });
  }
}
