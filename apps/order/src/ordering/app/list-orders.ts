import { Injectable } from '@nestjs/common';
import { decodeCursor, DomainError, type Page } from '@minisuite/kernel';
import type { OrderState } from '../domain/order-state.js';
import type { OrderStatus } from '../domain/order-status.js';
import { OrderQueries } from './ports.js';

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;

@Injectable()
export class ListOrders {
  constructor(private readonly queries: OrderQueries) {}

  /** Null lists the orders of all users. */
  async execute(
    userId: string | null,
    asked: { status: OrderStatus | null; limit: number; cursor: string },
  ): Promise<Page<OrderState>> {
    const limit = asked.limit === 0 ? DEFAULT_LIMIT : asked.limit;
    if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
      throw new DomainError('invalid', 'VALIDATION_FAILED', 'The list is not valid.', [
        { path: 'limit', message: `must be 1 to ${MAX_LIMIT}` },
      ]);
    }
    return await this.queries.list({ userId, status: asked.status, limit, before: decodeCursor(asked.cursor) });
  }
}
