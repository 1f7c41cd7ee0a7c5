import type { Tx } from '@minisuite/database';
import { Ratings } from '../../app/ports.js';

export class MysqlRatings extends Ratings {
  constructor(private readonly tx: Tx) {
    super();
  }

  async count(productId: string, rating: number, more: 1 | -1): Promise<void> {
    const id = BigInt(productId);
    const changed =
      more === 1
        ? await this.tx.execute('UPDATE product SET review_count = review_count + 1, stars = stars + ? WHERE id = ?', [
            rating,
            id,
          ])
        : await this.tx.execute(
            `UPDATE product SET review_count = review_count - 1, stars = stars - ?
              WHERE id = ? AND review_count >= 1 AND stars >= ?`,
            [rating, id, rating],
          );
    if (changed !== 1) throw new Error(`product ${productId} has no rating of ${rating} to count ${more}`);
  }
}
