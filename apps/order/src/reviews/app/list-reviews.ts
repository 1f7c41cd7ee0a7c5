import { decodeCursor, type Page, pageLimit } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { isId } from '../../ordering/domain/decimal-id.js';
import type { Review } from '../domain/review.js';
import { ProductNotFound } from '../domain/review-errors.js';
import { type ReviewFilter, ReviewQueries } from './ports.js';

interface AskedPage {
  readonly limit: number;
  readonly cursor: string;
}

@Injectable()
export class ListReviews {
  constructor(private readonly queries: ReviewQueries) {}

  /** What somebody sees of a product; null stands for one who is not logged in. Throws ProductNotFound. */
  async ofProduct(productId: string, seenBy: string | null, asked: AskedPage): Promise<Page<Review>> {
    if (!isId(productId) || !(await this.queries.isForSale(productId))) throw new ProductNotFound();
    return await this.page({ productId, seenBy }, asked);
  }

  /** What somebody has written, whatever became of it. */
  async ofUser(userId: string, asked: AskedPage): Promise<Page<Review>> {
    return await this.page({ userId }, asked);
  }

  async ofAll(filter: Pick<ReviewFilter, 'productId' | 'status'>, asked: AskedPage): Promise<Page<Review>> {
    return await this.page(filter, asked);
  }

  private async page(filter: Partial<ReviewFilter>, { limit, cursor }: AskedPage): Promise<Page<Review>> {
    return await this.queries.list({ ...filter, limit: pageLimit(limit), before: decodeCursor(cursor) });
  }
}
