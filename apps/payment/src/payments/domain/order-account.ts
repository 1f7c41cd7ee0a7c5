/** What becomes of money that has come for an order. */
export type Fate = 'KEPT' | 'ORDER_CLOSED' | 'PAID_TWICE';

export interface OrderAccountState {
  readonly orderId: string;
  /** Since then no payment can be opened. */
  readonly sealedAt: Date | null;
  /** Since then no money is kept. */
  readonly closedAt: Date | null;
  readonly keptPaymentId: string | null;
}

/**
 * What the money of one order has come to. Whoever opens, closes or books a payment of the order holds its lock, so that the
 * order is either closed or paid, and by one payment.
 */
export class OrderAccount {
  private current: OrderAccountState;

  constructor(private readonly loaded: OrderAccountState) {
    this.current = loaded;
  }

  get state(): OrderAccountState {
    return this.current;
  }

  get changed(): boolean {
    return this.current !== this.loaded;
  }

  /** Whether a payment may be opened. */
  get isOpen(): boolean {
    return this.current.sealedAt === null && this.current.keptPaymentId === null;
  }

  /** Says what becomes of the money of this payment; the first of an order that is not closed is kept. */
  take(paymentId: string): Fate {
    const { keptPaymentId, closedAt } = this.current;
    if (keptPaymentId === paymentId) return 'KEPT';
    if (keptPaymentId !== null) return 'PAID_TWICE';
    if (closedAt !== null) return 'ORDER_CLOSED';
    this.current = { ...this.current, keptPaymentId: paymentId };
    return 'KEPT';
  }

  seal(now: Date): void {
    if (this.current.sealedAt === null) this.current = { ...this.current, sealedAt: now };
  }

  /** Ends it without money; false when it has been paid. */
  close(now: Date): boolean {
    if (this.current.keptPaymentId !== null) return false;
    this.seal(now);
    if (this.current.closedAt === null) this.current = { ...this.current, closedAt: now };
    return true;
  }
}
