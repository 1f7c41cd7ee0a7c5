export const PAYMENT_STATUSES = ['PENDING', 'SUCCEEDED', 'CLOSED', 'REFUNDED', 'PARTIALLY_REFUNDED'] as const;

export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

export const TRANSITIONS: Readonly<Record<PaymentStatus, readonly PaymentStatus[]>> = {
  PENDING: ['SUCCEEDED', 'CLOSED'],
  // The user may have paid while it was being closed; money that WeChat has taken is real whatever we thought.
  CLOSED: ['SUCCEEDED'],
  SUCCEEDED: ['PARTIALLY_REFUNDED', 'REFUNDED'],
  PARTIALLY_REFUNDED: ['REFUNDED'],
  REFUNDED: [],
};

export function mayBecome(from: PaymentStatus, to: PaymentStatus): boolean {
  return TRANSITIONS[from].includes(to);
}

/** Whether we still hold money of the user. */
export function isPaid(status: PaymentStatus): boolean {
  return status === 'SUCCEEDED' || status === 'PARTIALLY_REFUNDED';
}
