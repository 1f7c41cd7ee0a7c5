import { Conditions } from '@minisuite/database';
import { type Page, pageOf } from '@minisuite/kernel';
import type { DataSource } from 'typeorm';
import type { WaitingText } from '../../../content/domain/waiting-text.js';
import { type ReviewFilter, ReviewQueries } from '../../app/ports.js';
import type { Review } from '../../domain/review.js';
import { REVIEWS } from './select-reviews.js';

export class MysqlReviewQueries extends ReviewQueries {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async list({ productId, status, userId, seenBy, before, limit }: ReviewFilter): Promise<Page<Review>> {
    const asked = new Conditions()
      .optional('r.product_id = ?', productId && BigInt(productId))
      .optional('r.status = ?', status)
      .optional('r.user_id = ?', userId && BigInt(userId))
      .optional('r.id < ?', before && BigInt(before));
    if (seenBy === null) asked.add("r.status = 'PUBLISHED'");
    else if (seenBy !== undefined) asked.add("(r.status = 'PUBLISHED' OR r.user_id = ?)", BigInt(seenBy));
    const rows = await this.dataSource.query<Review[]>(`${REVIEWS} ${asked.where} ORDER BY r.id DESC LIMIT ?`, [
      ...asked.parameters,
      limit + 1,
    ]);
    return pageOf(rows, limit);
  }

  async find(id: string): Promise<Review | null> {
    const [row] = await this.dataSource.query<Review[]>(`${REVIEWS} WHERE r.id = ?`, [BigInt(id)]);
    return row ?? null;
  }

  async has(orderId: string, skuId: string): Promise<boolean> {
    const rows = await this.dataSource.query<object[]>('SELECT 1 FROM review WHERE order_id = ? AND sku_id = ?', [
      BigInt(orderId),
      BigInt(skuId),
    ]);
    return rows.length > 0;
  }

  async isForSale(productId: string): Promise<boolean> {
    const rows = await this.dataSource.query<object[]>('SELECT 1 FROM product WHERE id = ? AND active = 1', [
      BigInt(productId),
    ]);
    return rows.length > 0;
  }

  async due(now: Date, limit: number): Promise<WaitingText[]> {
    return await this.dataSource.query<WaitingText[]>(
      `SELECT id, user_id AS userId, text, unanswered FROM review
        WHERE next_check_at <= ? ORDER BY next_check_at LIMIT ?`,
      [now, limit],
    );
  }
}
