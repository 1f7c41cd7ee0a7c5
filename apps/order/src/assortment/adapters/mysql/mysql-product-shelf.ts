import { type Tx, updateById } from '@minisuite/database';
import { Shelf } from '../../app/ports.js';
import type { ShelvedProduct } from '../../domain/shelved.js';
import { PRODUCT_COLUMNS, productOfRow, type ProductRow } from './shelf-rows.js';

export class MysqlProductShelf extends Shelf<ShelvedProduct> {
  constructor(private readonly tx: Tx) {
    super();
  }

  async add(product: ShelvedProduct): Promise<void> {
    const { id, createdAt } = product;
    const columns = { id, slug: id, created_at: createdAt, ...columnsOf(product) };
    await this.tx.execute(`INSERT INTO product (${Object.keys(columns).join(', ')}) VALUES (?)`, [
      Object.values(columns),
    ]);
  }

  async lock(id: string): Promise<ShelvedProduct | undefined> {
    const sql = `SELECT ${PRODUCT_COLUMNS} FROM product WHERE id = ? FOR UPDATE`;
    return (await this.tx.query<ProductRow>(sql, [BigInt(id)])).map(productOfRow)[0];
  }

  async save(before: ShelvedProduct, after: ShelvedProduct): Promise<void> {
    const change = { id: before.id, before: columnsOf(before), after: columnsOf(after) };
    await updateById(this.tx, 'product', [change], ['version']);
  }
}

function columnsOf({ title, imageUrl, category, onSale, version }: ShelvedProduct) {
  return { title, image_url: imageUrl, category, active: Number(onSale), version };
}
