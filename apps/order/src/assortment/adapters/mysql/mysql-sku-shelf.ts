import { type Tx, updateById } from '@minisuite/database';
import { Shelf } from '../../app/ports.js';
import type { ShelvedSku } from '../../domain/shelved.js';
import { SKU_COLUMNS, skuOfRow, type SkuRow } from './shelf-rows.js';

/** Pieces are not written here: they move through the stock and its ledger. */
export class MysqlSkuShelf extends Shelf<ShelvedSku> {
  constructor(private readonly tx: Tx) {
    super();
  }

  async add(sku: ShelvedSku): Promise<void> {
    const columns = { id: sku.id, product_id: sku.productId, created_at: sku.createdAt, ...columnsOf(sku) };
    await this.tx.execute(`INSERT INTO sku (${Object.keys(columns).join(', ')}) VALUES (?)`, [Object.values(columns)]);
  }

  async lock(id: string): Promise<ShelvedSku | undefined> {
    const sql = `SELECT ${SKU_COLUMNS} FROM sku WHERE id = ? FOR UPDATE`;
    return (await this.tx.query<SkuRow>(sql, [BigInt(id)])).map(skuOfRow)[0];
  }

  async save(before: ShelvedSku, after: ShelvedSku): Promise<void> {
    const change = { id: before.id, before: columnsOf(before), after: columnsOf(after) };
    await updateById(this.tx, 'sku', [change], ['version']);
  }
}

function columnsOf({ title, price, position, onSale, version }: ShelvedSku) {
  return { title, price, position, active: Number(onSale), version };
}
