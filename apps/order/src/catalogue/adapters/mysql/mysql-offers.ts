import type { Tx } from '@minisuite/database';
import { fen } from '@minisuite/kernel';
import { Offers, OffersInTransaction } from '../../app/ports.js';
import type { Offer } from '../../domain/offer.js';

interface OfferRow {
  sku_id: string;
  product_id: string;
  product_title: string;
  sku_title: string;
  image_url: string;
  price: string;
}

export class MysqlOffers extends Offers {
  constructor(private readonly tx: Tx) {
    super();
  }

  async find(skuIds: readonly string[]): Promise<Offer[]> {
    if (skuIds.length === 0) return [];
    const rows = await this.tx.query<OfferRow>(
      `SELECT s.id AS sku_id, s.product_id, p.title AS product_title, s.title AS sku_title, p.image_url, s.price
         FROM sku s JOIN product p ON p.id = s.product_id
        WHERE s.id IN (?) AND s.active = 1 AND p.active = 1`,
      [skuIds.map(BigInt)],
    );
    return rows.map((row) => ({
      skuId: row.sku_id,
      productId: row.product_id,
      title: `${row.product_title} ${row.sku_title}`.trim(),
      imageUrl: row.image_url,
      price: fen(row.price),
    }));
  }
}

export class MysqlOffersInTransaction extends OffersInTransaction {
  of(tx: Tx): Offers {
    return new MysqlOffers(tx);
  }
}
