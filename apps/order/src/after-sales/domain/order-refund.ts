import type { Fen } from '@minisuite/kernel';

/** OPEN holds the order; ENDED without money. */
export type OrderRefundStatus = 'OPEN' | 'SUCCEEDED' | 'ENDED';

/** A refund that the payment service has told of. */
export interface OrderRefund {
  readonly refundId: string;
  readonly orderId: string;
  readonly amount: Fen;
  readonly status: OrderRefundStatus;
}

/** Whether news changes anything: money that went back counts even when the refund had been given up before. */
export function isNews(known: OrderRefundStatus | undefined, told: OrderRefundStatus): boolean {
  if (known === undefined) return true;
  if (told === 'OPEN') return false;
  return known === 'OPEN' || (known === 'ENDED' && told === 'SUCCEEDED');
}
