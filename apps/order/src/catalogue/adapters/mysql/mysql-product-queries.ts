import { Conditions } from '@minisuite/database';
import { fen, type Page, pageOf } from '@minisuite/kernel';
import type { DataSource } from 'typeorm';
import { ProductQueries } from '../../app/ports.js';
import type { Product, Sku } from '../../domain/product.js';
import type { ProductFilter } from '../../domain/product-filter.js';
import { likeWord } from './like-words.js';

type ProductRow = Omit<Product, 'skus'>;
interface SkuRow {
  id: string;
  product_id: string;
  title: string;
  price: string;
  available: number;
}

const COLUMNS = 'SELECT id, title, image_url AS imageUrl, category, review_count AS reviewCount, stars FROM product';

export class MysqlProductQueries extends ProductQueries {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async list({ category, words, limit, before }: ProductFilter): Promise<Page<Product>> {
    const asked = new Conditions()
      .add('active = 1')
      .optional('category = ?', category || null)
      .optional('id < ?', before && BigInt(before));
    for (const word of words) asked.add("title LIKE ? ESCAPE '!'", likeWord(word));
    const rows = await this.dataSource.query<ProductRow[]>(`${COLUMNS} ${asked.where} ORDER BY id DESC LIMIT ?`, [
      ...asked.parameters,
      limit + 1,
    ]);
    const page = pageOf(rows, limit);
    return { items: await this.withSkus(page.items), nextCursor: page.nextCursor };
  }

  async find(ids: readonly string[]): Promise<Product[]> {
    if (ids.length === 0) return [];
    const rows = await this.dataSource.query<ProductRow[]>(`${COLUMNS} WHERE id IN (?) AND active = 1`, [
      ids.map(BigInt),
    ]);
    return await this.withSkus(rows);
  }

  private async withSkus(products: ProductRow[]): Promise<Product[]> {
    if (products.length === 0) return [];
    const rows = await this.dataSource.query<SkuRow[]>(
      `SELECT id, product_id, title, price, available FROM sku
        WHERE product_id IN (?) AND active = 1 ORDER BY product_id, position, id`,
      [products.map(({ id }) => BigInt(id))],
    );
    const skus = new Map<string, Sku[]>(products.map(({ id }) => [id, []]));
    for (const { id, product_id, title, price, available } of rows) {
      skus.get(product_id)?.push({ id, title, price: fen(price), available });
    }
    return products.map((product) => ({ ...product, skus: skus.get(product.id) ?? [] }));
  }
}
