import type { Fen } from '@minisuite/kernel';
import type { RemarkStatus } from './remark.js';
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

/** The parcel that an order travels in. */
export interface Shipment {
  /** WeChat's code of the express company, like SF. */
  readonly carrier: string;
  readonly trackingNo: string;
}

/** How an unpaid order ends as soon as WeChat says that nobody has paid it; until then nothing of it is given back. */
export interface Closing {
  readonly as: 'CANCELLED' | 'EXPIRED';
  readonly since: Date;
  /** How often WeChat was asked and did not say. */
  readonly unanswered: number;
}

export interface OrderState {
  readonly id: string;
  readonly userId: string;
  readonly status: OrderStatus;
  readonly amount: Fen;
  readonly lines: readonly OrderLine[];
  readonly address: ShippingAddress | null;
  readonly remark: string;
  readonly remarkStatus: RemarkStatus;
  readonly paymentId: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly paidAt: Date | null;
  readonly shippedAt: Date | null;
  readonly completedAt: Date | null;
  readonly closedAt: Date | null;
  readonly refundedAmount: Fen;
  readonly closing: Closing | null;
  /** When the next thing happens to it without being asked for: its end while it is unpaid, its receipt while it is shipped. */
  readonly dueAt: Date | null;
  readonly shipment: Shipment | null;
}

type Lifecycle = Pick<
  OrderState,
  | 'status'
  | 'paymentId'
  | 'paidAt'
  | 'shippedAt'
  | 'completedAt'
  | 'closedAt'
  | 'refundedAmount'
  | 'closing'
  | 'shipment'
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
  closing: null,
  shipment: null,
};
