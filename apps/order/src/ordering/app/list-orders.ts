import { Injectable } from '@nestjs/common';
import { decodeCursor, type Page, pageLimit } from '@minisuite/kernel';
import type { OrderState } from '../domain/order-state.js';
import type { OrderStatus } from '../domain/order-status.js';
import { OrderQueries } from './ports.js';

@Injectable()
export class ListOrders {
  constructor(private readonly queries: OrderQueries) {}

  /** Null lists the orders of all users. */
  async execute(
    userId: string | null,
    asked: { status: OrderStatus | null; limit: number; cursor: string },
  ): Promise<Page<OrderState>> {
    const limit = pageLimit(asked.limit);
    return await this.queries.list({ userId, status: asked.status, limit, before: decodeCursor(asked.cursor) });
  }
}
