import { Conditions } from '@minisuite/database';
import { type Page, pageOf } from '@minisuite/kernel';
import type { DataSource } from 'typeorm';
import { ShelfQueries, type ShelvedProductFilter, type SkuFilter } from '../../app/ports.js';
import type { ProductWithSkus, ShelvedProduct, ShelvedSku } from '../../domain/shelved.js';
import { PRODUCT_COLUMNS, productOfRow, type ProductRow, SKU_COLUMNS, skuOfRow, type SkuRow } from './shelf-rows.js';

export class MysqlShelfQueries extends ShelfQueries {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async products({ category, words, onSale, limit, before }: ShelvedProductFilter): Promise<Page<ProductWithSkus>> {
    const asked = new Conditions()
      .optional('category = ?', category || null)
      .optional('active = ?', onSale)
      .optional('id < ?', before && BigInt(before));
    for (const word of words) asked.add('INSTR(title, ?) > 0', word);
    const rows = await this.rows<ProductRow>(`${PRODUCT_COLUMNS} FROM product`, asked, limit + 1);
    const { items, nextCursor } = pageOf(rows, limit);
    return { items: await this.withSkus(items.map(productOfRow)), nextCursor };
  }

  async product(id: string): Promise<ProductWithSkus | undefined> {
    const rows = await this.rows<ProductRow>(`${PRODUCT_COLUMNS} FROM product`, byId(id), 1);
    return (await this.withSkus(rows.map(productOfRow)))[0];
  }

  async skus({ productId, onSale, availableBelow, limit, before }: SkuFilter): Promise<Page<ShelvedSku>> {
    const asked = new Conditions()
      .optional('product_id = ?', productId && BigInt(productId))
      .optional('active = ?', onSale)
      .optional('available < ?', availableBelow)
      .optional('id < ?', before && BigInt(before));
    const rows = await this.rows<SkuRow>(`${SKU_COLUMNS} FROM sku`, asked, limit + 1);
    return pageOf(rows.map(skuOfRow), limit);
  }

  async sku(id: string): Promise<ShelvedSku | undefined> {
    return (await this.rows<SkuRow>(`${SKU_COLUMNS} FROM sku`, byId(id), 1)).map(skuOfRow)[0];
  }

  private async rows<R>(what: string, { where, parameters }: Conditions, limit: number): Promise<R[]> {
    return await this.dataSource.query<R[]>(`SELECT ${what} ${where} ORDER BY id DESC LIMIT ?`, [...parameters, limit]);
  }

  private async withSkus(products: ShelvedProduct[]): Promise<ProductWithSkus[]> {
    if (products.length === 0) return [];
    const rows = await this.dataSource.query<SkuRow[]>(
      `SELECT ${SKU_COLUMNS} FROM sku WHERE product_id IN (?) ORDER BY product_id, position, id`,
      [products.map(({ id }) => BigInt(id))],
    );
    const skus = Map.groupBy(rows.map(skuOfRow), ({ productId }) => productId);
    return products.map((product) => ({ ...product, skus: skus.get(product.id) ?? [] }));
  }
}

function byId(id: string): Conditions {
  return new Conditions().add('id = ?', BigInt(id));
}
