import { Injectable } from '@nestjs/common';
import { DomainError } from '@minisuite/kernel';
import { isId } from '../domain/decimal-id.js';
import type { OrderState } from '../domain/order-state.js';
import { OrderQueries } from './ports.js';

const MAX_IDS = 100;

@Injectable()
export class BatchGetOrders {
  constructor(private readonly queries: OrderQueries) {}

  /** In the order asked for. A user gets their own only; a service that calls without a user gets any. */
  async execute(userId: string | undefined, ids: readonly string[]): Promise<OrderState[]> {
    if (ids.length > MAX_IDS) {
      throw new DomainError('invalid', 'VALIDATION_FAILED', 'Too many ids.', [
        { path: 'ids', message: `must be at most ${MAX_IDS}` },
      ]);
    }
    const wanted = [...new Set(ids.filter(isId))];
    const found = new Map((await this.queries.find(wanted)).map((order) => [order.id, order]));
    const orders = wanted.map((id) => found.get(id)).filter((order) => order !== undefined);
    return userId === undefined ? orders : orders.filter((order) => order.userId === userId);
  }
}
