import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { isId } from '../../catalogue/domain/decimal-id.js';
import { ChangedMeanwhile, NotShelved } from '../domain/assortment-errors.js';
import { assertRoom, assertStockChange } from '../domain/assortment-input.js';
import { AssortmentTransactions } from './ports.js';

export interface StockChange {
  readonly skuId: string;
  /** How many come in, or go out when it is negative. */
  readonly delta: number;
  readonly reason: string;
  /** The version that was seen, so that a request that arrives twice counts once; null does without. */
  readonly version: number | null;
}

@Injectable()
export class ChangeStock {
  constructor(
    private readonly transactions: AssortmentTransactions,
    private readonly clock: Clock,
  ) {}

  /** Throws VALIDATION_FAILED, NOT_FOUND, CONFLICT for another version, and OUT_OF_STOCK when fewer are available than shall go out. */
  async execute({ skuId: id, delta, reason, version }: StockChange): Promise<void> {
    assertStockChange(delta, reason);
    if (!isId(id)) throw new NotShelved('SKU');
    await this.transactions.run(REQUEST, async ({ skus, stock, audit }) => {
      const before = await skus.lock(id);
      if (!before) throw new NotShelved('SKU');
      if (version !== null && version !== before.version) throw new ChangedMeanwhile(before.version);
      assertRoom(before.available, delta);
      await skus.save(before, { ...before, version: before.version + 1 });
      const move = { skuId: id, orderId: null, quantity: Math.abs(delta), reason: reason.trim() };
      await stock.move(delta > 0 ? 'add' : 'remove', [move], this.clock.now());
      await audit.record({
        action: 'sku.change-stock',
        target: { type: 'sku', id },
        reason,
        before: { available: before.available },
        after: { available: before.available + delta },
      });
    });
  }
}
