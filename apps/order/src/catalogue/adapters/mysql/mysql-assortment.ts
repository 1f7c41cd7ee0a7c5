import type { Tx } from '@minisuite/database';
import { Assortment } from '../../app/ports.js';
import type { DemoProduct } from '../../domain/demo-products.js';

export class MysqlAssortment extends Assortment {
  constructor(private readonly tx: Tx) {
    super();
  }

  async add(product: DemoProduct, at: Date): Promise<string[]> {
    const { id, slug, title, category, skus } = product;
    // IGNORE makes two seeds at the same time harmless: the later one finds every row there.
    await this.tx.execute(
      'INSERT IGNORE INTO product (id, slug, title, image_url, category, active, created_at) VALUES (?)',
      [[id, slug, title, `/static/products/${slug}.svg`, category, 1, at]],
    );
    const added: string[] = [];
    for (const [position, sku] of skus.entries()) {
      const rows = await this.tx.execute(
        'INSERT IGNORE INTO sku (id, product_id, title, price, position, active, created_at) VALUES (?)',
        [[sku.id, id, sku.title, sku.price, position, 1, at]],
      );
      if (rows === 1) added.push(sku.id);
    }
    return added;
  }
}
