import type { Move } from '../../stock/domain/stock-movement.js';
import type { Order } from '../domain/order.js';

/** What orders hold of the stock. */
export function piecesOf(orders: readonly Order[]): Move[] {
  return orders.flatMap(({ state }) =>
    state.lines.map(({ skuId, quantity }) => ({ skuId, orderId: state.id, quantity })),
  );
}
