import { REQUEST } from '@minisuite/database';
import { Ids } from '@minisuite/ids';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { isId } from '../../catalogue/domain/decimal-id.js';
import { NotShelved } from '../domain/assortment-errors.js';
import { assertSku } from '../domain/assortment-input.js';
import { skuOf } from '../domain/fields.js';
import type { ShelvedSku, SkuFields } from '../domain/shelved.js';
import { AssortmentTransactions } from './ports.js';

@Injectable()
export class CreateSku {
  constructor(
    private readonly transactions: AssortmentTransactions,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /** Without pieces; throws VALIDATION_FAILED, and NOT_FOUND for an unknown product. */
  async execute(productId: string, fields: SkuFields): Promise<ShelvedSku> {
    assertSku(fields);
    if (!isId(productId)) throw new NotShelved('product');
    const id = this.ids.next();
    const start = { version: 1, available: 0, reserved: 0, sold: 0, createdAt: this.clock.now() };
    const sku = { ...skuOf(fields), ...start, id, productId };
    await this.transactions.run(REQUEST, async ({ products, skus, audit }) => {
      if (!(await products.lock(productId))) throw new NotShelved('product');
      await skus.add(sku);
      await audit.record({
        action: 'sku.create',
        target: { type: 'sku', id },
        after: skuOf(sku),
        details: { productId },
      });
    });
    return sku;
  }
}
