import type { Fen } from '@minisuite/kernel';
import { AmountDiffers, OrderNotPayable } from './payment-errors.js';

/** What paying needs to know of an order. */
export interface PayableOrder {
  readonly id: string;
  readonly userId: string;
  readonly awaitsPayment: boolean;
  readonly amount: Fen;
  readonly title: string;
  readonly expiresAt: Date;
}

/** Throws unless the order waits for a payment and its time has not run out. */
export function assertPayable(order: PayableOrder, now: Date): void {
  if (!order.awaitsPayment) throw new OrderNotPayable('The order does not wait for a payment.');
  if (order.expiresAt <= now) throw new OrderNotPayable('The time to pay this order has run out.');
}

/** Throws when a caller means another amount than the order's; null means the order's. */
export function assertAmount(order: PayableOrder, amount: Fen | null): void {
  if (amount !== null && amount !== order.amount) throw new AmountDiffers();
}
