import { createConnection } from 'mysql2/promise';
import { schemaName } from '../../local/system/schemas.ts';

const PRODUCT = 9_001;
const FIRST_SKU = 900_001;
const PRICES = [1, 990, 1_900, 2_600, 4_900, 12_800];

/** The SKU of a good of the plan, by its index. */
export const skuOf = (good: number): string => String(FIRST_SKU + good);

/** What one piece of a good costs, in fen. */
export const priceOf = (good: number): number => PRICES[good % PRICES.length] ?? 1;

/** Puts the goods of the plan on sale, as if they had just come in. */
export async function fillShop(mysqlUrl: string, stock: readonly number[]): Promise<void> {
  const connection = await createConnection({ uri: mysqlUrl, database: schemaName('order') });
  const now = new Date();
  try {
    await connection.beginTransaction();
    await connection.query(
      'INSERT INTO product (id, slug, title, image_url, category, active, created_at) VALUES (?, ?, ?, ?, ?, 1, ?)',
      [PRODUCT, 'chaos', '混沌商品', '/static/products/mug.svg', '周边', now],
    );
    await connection.query(
      'INSERT INTO sku (id, product_id, title, price, position, active, available, created_at) VALUES ?',
      [
        stock.map((pieces, good) => [
          skuOf(good),
          PRODUCT,
          `第 ${good + 1} 种`,
          priceOf(good),
          good + 1,
          1,
          pieces,
          now,
        ]),
      ],
    );
    await connection.query('INSERT INTO stock_movement (sku_id, order_id, kind, delta, created_at) VALUES ?', [
      stock.map((pieces, good) => [skuOf(good), null, 'initial', pieces, now]),
    ]);
    await connection.commit();
  } finally {
    await connection.end();
  }
}
