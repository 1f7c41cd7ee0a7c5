import {
  type EventRecord,
  OrderCancelled,
  OrderExpired,
  OrderPaid,
  type Origin,
  recordEvent,
} from '@minisuite/contracts';
import type { Fen } from '@minisuite/kernel';
import { OrderStateConflict, PaymentMismatch } from './order-errors.js';
import type { OrderState } from './order-state.js';
import { mayBecome, type OrderStatus } from './order-status.js';
import { orderTitle } from './order-title.js';

export interface Payment {
  readonly paymentId: string;
  readonly amount: Fen;
  readonly paidAt: Date;
}

/** An order that changes; each change is recorded as an event. */
export class Order {
  private readonly events: EventRecord[] = [];
  private current: OrderState;

  constructor(private readonly loaded: OrderState) {
    this.current = loaded;
  }

  get state(): OrderState {
    return this.current;
  }

  /** The status it was loaded with, which a write has to find again. */
  get loadedStatus(): OrderStatus {
    return this.loaded.status;
  }

  get changes(): readonly EventRecord[] {
    return this.events;
  }

  /** False when this very payment was marked before; throws PaymentMismatch or OrderStateConflict. */
  markPaid({ paymentId, amount, paidAt }: Payment, origin?: Origin): boolean {
    const { id, userId, lines } = this.current;
    if (this.current.paymentId === paymentId) return false;
    if (!mayBecome(this.current.status, 'PAID') || this.current.paymentId !== null) {
      throw new OrderStateConflict(this.current.status, 'PAID');
    }
    if (this.current.amount !== amount) throw new PaymentMismatch();
    this.current = { ...this.current, status: 'PAID', paymentId, paidAt };
    const payload = { orderId: id, userId, paymentId, amount, title: orderTitle(lines), paidAt: paidAt.toISOString() };
    this.events.push(recordEvent(OrderPaid, id, payload, origin));
    return true;
  }

  cancel(now: Date): void {
    this.close('CANCELLED', now);
    this.events.push(recordEvent(OrderCancelled, this.current.id, this.closing(now)));
  }

  isDue(now: Date): boolean {
    return this.current.status === 'PENDING_PAYMENT' && this.current.expiresAt <= now;
  }

  expire(now: Date): void {
    this.close('EXPIRED', now);
    this.events.push(recordEvent(OrderExpired, this.current.id, this.closing(now)));
  }

  private close(status: 'CANCELLED' | 'EXPIRED', closedAt: Date): void {
    if (!mayBecome(this.current.status, status)) throw new OrderStateConflict(this.current.status, status);
    this.current = { ...this.current, status, closedAt };
  }

  private closing(now: Date) {
    return { orderId: this.current.id, userId: this.current.userId, closedAt: now.toISOString() };
  }
}
