import { nextId } from './bench-ids.ts';
import { PRICE, SKUS } from './order-shop.ts';

/** What has become of an order; UNPAID has no payment, PAYING one that waits for WeChat. */
export type Fate = 'UNPAID' | 'PAYING' | 'PAID' | 'SHIPPED' | 'COMPLETED' | 'EXPIRED' | 'REFUNDED';

/** An order with its payment and its refund, as the books of both services will have them. */
export interface BenchOrder {
  fate: Fate;
  orderId: string;
  paymentId: string;
  refundId: string;
  transactionId: string;
  userId: string;
  skuId: string;
  quantity: number;
  amount: number;
}

export const isPaid = ({ fate }: BenchOrder): boolean => !['UNPAID', 'PAYING', 'EXPIRED'].includes(fate);

/** As many orders as asked for, over one or two pieces, whose fates come in turn. */
export function makeOrders(count: number, fates: readonly Fate[]): BenchOrder[] {
  return Array.from({ length: count }, (_, index) => {
    const [orderId, paymentId, refundId] = [nextId(), nextId(), nextId()];
    const quantity = 1 + (index % 2);
    return {
      fate: fates[index % fates.length] ?? 'UNPAID',
      orderId,
      paymentId,
      refundId,
      transactionId: `4200${paymentId}`,
      userId: String(1 + index),
      skuId: SKUS[(index * 7) % SKUS.length] ?? '',
      quantity,
      amount: PRICE * quantity,
    };
  });
}
