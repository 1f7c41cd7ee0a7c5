import type { Pool } from 'mysql2/promise';

const PIECES = 100_000_000;

/** Fen. */
export const PRICE = 1900;

/** 200 SKUs of 20 products, and one more that everybody wants; with more pieces than any run can sell. */
export const SKUS: readonly string[] = Array.from({ length: 200 }, (_, index) => String(900_001 + index));
export const HOT_SKU = '900999';
export const PRODUCTS: readonly string[] = Array.from({ length: 20 }, (_, index) => String(9_001 + index));

/** Puts the goods into a migrated schema of the order service. */
export async function fillShop(pool: Pool): Promise<void> {
  const now = new Date();
  const all = [...SKUS, HOT_SKU];
  const productOf = (index: number): number => 9_001 + Math.floor(index / 10);
  const products = [...new Set(all.map((_, index) => productOf(index)))];
  await pool.query('INSERT INTO product (id, slug, title, image_url, category, active, created_at) VALUES ?', [
    products.map((id) => [id, `bench-${id}`, '压测商品', '/static/products/mug.svg', '周边', 1, now]),
  ]);
  await pool.query('INSERT INTO sku (id, product_id, title, price, position, active, available, created_at) VALUES ?', [
    all.map((id, index) => [id, productOf(index), '标准', PRICE, 1, 1, PIECES, now]),
  ]);
  await pool.query('INSERT INTO stock_movement (sku_id, kind, delta, created_at) VALUES ?', [
    all.map((id) => [id, 'initial', PIECES, now]),
  ]);
}

/** Throws when stock and orders of a schema disagree: a fast wrong answer is worth nothing. */
export async function checkShop(pool: Pool): Promise<void> {
  const [rows] = await pool.query(
    `SELECT s.id FROM sku s LEFT JOIN
        (SELECT sku_id, SUM(quantity) AS n, COUNT(DISTINCT order_id) AS orders FROM order_line GROUP BY sku_id) l ON l.sku_id = s.id
      LEFT JOIN (SELECT sku_id, SUM(delta) AS n FROM stock_movement WHERE kind = 'reserve' GROUP BY sku_id) m ON m.sku_id = s.id
      WHERE s.available + s.reserved <> ${PIECES} OR s.reserved <> COALESCE(l.n, 0) OR s.reserved <> COALESCE(m.n, 0)`,
  );
  if (!Array.isArray(rows) || rows.length > 0) throw new Error(`stock and orders disagree: ${JSON.stringify(rows)}`);
}
