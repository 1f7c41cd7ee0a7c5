import { REQUEST } from '@minisuite/database';
import type { Clock } from '@minisuite/kernel';
import { DEMO_PRODUCTS } from '../domain/demo-products.js';
import type { CatalogueTransactions } from './ports.js';

/** Puts the demo catalogue; what is there already is left as it is, so that neither sales nor edits are undone. */
export class SeedCatalogue {
  constructor(
    private readonly transactions: CatalogueTransactions,
    private readonly clock: Clock,
  ) {}

  /** How many SKUs were added. */
  async execute(): Promise<number> {
    const at = this.clock.now();
    let added = 0;
    for (const product of DEMO_PRODUCTS) {
      added += await this.transactions.run(REQUEST, async ({ assortment, stock }) => {
        const fresh = new Set(await assortment.add(product, at));
        const moves = product.skus
          .filter((sku) => fresh.has(sku.id) && sku.stock > 0)
          .map((sku) => ({ skuId: sku.id, orderId: null, quantity: sku.stock }));
        await stock.move('initial', moves, at);
        return fresh.size;
      });
    }
    return added;
  }
}
