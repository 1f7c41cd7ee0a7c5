import { expect } from '@jest/globals';
import { MysqlTransactions, REQUEST } from '@minisuite/database';
import type { DataSource } from 'typeorm';
import { MysqlStock } from '../src/stock/adapters/mysql/mysql-stock.js';

/** Puts one product with these SKUs; the prices are 100 fen. */
export async function putSkus(dataSource: DataSource, stock: Readonly<Record<string, number>>): Promise<void> {
  const at = new Date();
  const productId = Object.keys(stock)[0];
  await dataSource.query('INSERT INTO product (id, slug, title, image_url, category, active, created_at) VALUES (?)', [
    [productId, `p-${productId}`, '龙井茶', '/static/products/longjing-tea.svg', '茶饮', 1, at],
  ]);
  for (const [id, pieces] of Object.entries(stock)) {
    await dataSource.query('INSERT INTO sku (id, product_id, title, price, position, active, created_at) VALUES (?)', [
      [id, productId, '袋装', 100, 1, 1, at],
    ]);
    if (pieces > 0) {
      await new MysqlTransactions(dataSource, (tx) => new MysqlStock(tx)).run(REQUEST, (opened) =>
        opened.move('initial', [{ skuId: id, orderId: null, quantity: pieces }], at),
      );
    }
  }
}

export async function stockOf(
  dataSource: DataSource,
  skuId: string,
): Promise<[available: number, reserved: number, sold: number]> {
  const [row] = await dataSource.query<{ available: number; reserved: number; sold: number }[]>(
    'SELECT available, reserved, sold FROM sku WHERE id = ?',
    [skuId],
  );
  return row ? [row.available, row.reserved, row.sold] : [Number.NaN, Number.NaN, Number.NaN];
}

export async function countOf(dataSource: DataSource, table: string, where = '1 = 1'): Promise<number> {
  const [row] = await dataSource.query<{ n: string }[]>(`SELECT COUNT(*) AS n FROM ${table} WHERE ${where}`);
  return Number(row?.n);
}

/** Every SKU has exactly what its ledger says, and what is reserved is what unpaid orders hold. */
export async function expectStockAddsUp(dataSource: DataSource): Promise<void> {
  const sum = (...terms: string[]) =>
    terms
      .map(
        (term) =>
          `${term[0]} COALESCE((SELECT SUM(delta) FROM stock_movement WHERE sku_id = s.id AND kind = '${term.slice(1)}'), 0)`,
      )
      .join(' ');
  const held = (
    ...statuses: string[]
  ) => `COALESCE((SELECT SUM(l.quantity) FROM order_line l JOIN orders o ON o.id = l.order_id
    WHERE l.sku_id = s.id AND o.status IN (${statuses.map((status) => `'${status}'`).join()})), 0)`;
  const wrong = await dataSource.query<object[]>(
    `SELECT s.id, s.available, s.reserved, s.sold FROM sku s
      WHERE s.available <> ${sum('+initial', '+add', '-remove', '-reserve', '+release', '+return')}
         OR s.reserved <> ${sum('+reserve', '-release', '-sell')}
         OR s.sold <> ${sum('+sell', '-return')}
         OR s.reserved <> ${held('PENDING_PAYMENT')}
         OR s.sold <> ${held('PAID', 'SHIPPED', 'COMPLETED', 'REFUNDING', 'REFUNDED')} - ${sum('+return').slice(2)}`,
  );
  expect(wrong).toEqual([]);
}
