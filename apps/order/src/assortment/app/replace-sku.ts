import { REQUEST } from '@minisuite/database';
import { Injectable } from '@nestjs/common';
import { isId } from '../../catalogue/domain/decimal-id.js';
import { ChangedMeanwhile, NotShelved } from '../domain/assortment-errors.js';
import { assertSku } from '../domain/assortment-input.js';
import { skuOf } from '../domain/fields.js';
import type { SkuFields } from '../domain/shelved.js';
import { AssortmentTransactions } from './ports.js';

@Injectable()
export class ReplaceSku {
  constructor(private readonly transactions: AssortmentTransactions) {}

  /** Throws VALIDATION_FAILED, NOT_FOUND, and CONFLICT when the version is not the present one. */
  async execute(id: string, version: number, fields: SkuFields): Promise<void> {
    assertSku(fields);
    await this.change(id, (before) => {
      if (before.version !== version) throw new ChangedMeanwhile(before.version);
      return skuOf(fields);
    });
  }

  /** Off sale, which it may be already; throws NOT_FOUND. */
  async withdraw(id: string): Promise<void> {
    await this.change(id, (before) => (before.onSale ? { ...skuOf(before), onSale: false } : null));
  }

  private async change(
    id: string,
    decide: (before: SkuFields & { version: number }) => SkuFields | null,
  ): Promise<void> {
    if (!isId(id)) throw new NotShelved('SKU');
    await this.transactions.run(REQUEST, async ({ skus, audit }) => {
      const before = await skus.lock(id);
      if (!before) throw new NotShelved('SKU');
      const fields = decide(before);
      if (!fields) return;
      await skus.save(before, { ...before, ...fields, version: before.version + 1 });
      const change = { before: skuOf(before), after: skuOf(fields) };
      await audit.record({ action: 'sku.replace', target: { type: 'sku', id }, ...change });
    });
  }
}
