import { Injectable } from '@nestjs/common';
import { isId } from '../domain/decimal-id.js';
import { OrderNotFound } from '../domain/order-errors.js';
import type { OrderState } from '../domain/order-state.js';
import { OrderQueries } from './ports.js';

@Injectable()
export class GetOrder {
  constructor(private readonly queries: OrderQueries) {}

  /** Throws OrderNotFound, for somebody else's order too. */
  async execute(userId: string, orderId: string): Promise<OrderState> {
    const order = await this.ofAnybody(orderId);
    if (order.userId !== userId) throw new OrderNotFound();
    return order;
  }

  async ofAnybody(orderId: string): Promise<OrderState> {
    const [order] = isId(orderId) ? await this.queries.find([orderId]) : [];
    if (!order) throw new OrderNotFound();
    return order;
  }
}
