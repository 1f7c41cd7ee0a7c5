import type { Tx } from '@minisuite/database';
import { Reviews } from '../../app/ports.js';
import type { Review, ReviewStatus } from '../../domain/review.js';
import { REVIEWS } from './select-reviews.js';

export class MysqlReviews extends Reviews {
  constructor(private readonly tx: Tx) {
    super();
  }

  async add(review: Omit<Review, 'skuTitle'>): Promise<void> {
    const { id, productId, orderId, skuId, userId, rating, text, status, createdAt } = review;
    const nextCheckAt = status === 'PENDING' ? createdAt : null;
    await this.tx.execute(
      `INSERT INTO review (id, product_id, order_id, sku_id, user_id, rating, text, status, next_check_at, created_at)
        VALUES (?)`,
      [[id, productId, orderId, skuId, userId, rating, text, status, nextCheckAt, createdAt]],
    );
  }

  async lock(id: string): Promise<Review | null> {
    const key = BigInt(id);
    // The lock comes first, and on this row alone: the title of the SKU is not worth one.
    await this.tx.query('SELECT id FROM review WHERE id = ? FOR UPDATE', [key]);
    const [row] = await this.tx.query<Review>(`${REVIEWS} WHERE r.id = ?`, [key]);
    return row ?? null;
  }

  async setStatus({ id, status: before }: Review, status: ReviewStatus): Promise<void> {
    const changed = await this.tx.execute(
      'UPDATE review SET status = ?, next_check_at = NULL WHERE id = ? AND status = ?',
      [status, BigInt(id), before],
    );
    if (changed !== 1) throw new Error(`review ${id} is not ${before} any more`);
  }

  async postpone(id: string, nextAt: Date): Promise<void> {
    await this.tx.execute(
      "UPDATE review SET unanswered = unanswered + 1, next_check_at = ? WHERE id = ? AND status = 'PENDING'",
      [nextAt, BigInt(id)],
    );
  }

  async forget(userIds: readonly string[]): Promise<void> {
    const ids = [userIds.map(BigInt)];
    await this.tx.execute(
      `UPDATE review SET status = 'REJECTED', next_check_at = NULL WHERE user_id IN (?) AND status = 'PENDING'`,
      ids,
    );
    await this.tx.execute("UPDATE review SET text = '' WHERE user_id IN (?) AND status <> 'PUBLISHED'", ids);
    await this.tx.execute('UPDATE review SET user_id = NULL WHERE user_id IN (?)', ids);
  }
}
