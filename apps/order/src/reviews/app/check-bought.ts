import { OrderNotFound, OrderStateConflict } from '../../ordering/domain/order-errors.js';
import type { OrderState } from '../../ordering/domain/order-state.js';
import { NotBought } from '../domain/review-errors.js';
import type { ReviewRequest } from '../domain/review-request.js';

/** Throws OrderNotFound for somebody else's order, NotBought, or OrderStateConflict while the buyer does not have the goods or has the money back. */
export function checkBought({ userId, productId, skuId }: ReviewRequest, order: OrderState | undefined): void {
  if (order?.userId !== userId) throw new OrderNotFound();
  const line = order.lines.find((one) => one.skuId === skuId && one.productId === productId);
  if (!line) throw new NotBought();
  if (order.status !== 'COMPLETED') throw new OrderStateConflict(order.status, 'COMPLETED');
}
