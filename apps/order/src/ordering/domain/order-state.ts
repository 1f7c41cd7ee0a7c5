import type { Fen } from '@minisuite/kernel';
import type { OrderStatus } from './order-status.js';

/** Title, picture and price as they were when the order was placed. */
export interface OrderLine {
  readonly skuId: string;
  readonly productId: string;
  readonly title: string;
  readonly imageUrl: string;
  readonly price: Fen;
  readonly quantity: number;
}

/** What can be ordered at present, as an order line keeps it. */
export type Offer = Omit<OrderLine, 'quantity'>;

/** As it was when the order was placed. */
export interface ShippingAddress {
  readonly name: string;
  readonly phone: string;
  readonly province: string;
  readonly city: string;
  readonly district: string;
  readonly detail: string;
  readonly postalCode: string;
}

export interface OrderState {
  readonly id: string;
  readonly userId: string;
  readonly status: OrderStatus;
  readonly amount: Fen;
  readonly lines: readonly OrderLine[];
  readonly address: ShippingAddress | null;
  readonly remark: string;
  readonly paymentId: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly paidAt: Date | null;
  readonly shippedAt: Date | null;
  readonly completedAt: Date | null;
  readonly closedAt: Date | null;
  readonly refundedAmount: Fen;
}

type Lifecycle = Pick<
  OrderState,
  'status' | 'paymentId' | 'paidAt' | 'shippedAt' | 'completedAt' | 'closedAt' | 'refundedAmount'
>;

/** What a newly placed order looks like; nothing else of it ever changes. */
export const AS_PLACED: Lifecycle = {
  status: 'PENDING_PAYMENT',
  paymentId: null,
  paidAt: null,
  shippedAt: null,
  completedAt: null,
  closedAt: null,
  refundedAmount: 0,
};
