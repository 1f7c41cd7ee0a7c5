import {
  type EventRecord,
  OrderCancelled,
  OrderCompleted,
  OrderExpired,
  OrderHeld,
  OrderPaid,
  type Origin,
  OrderShipped,
  recordEvent,
} from '@minisuite/contracts';
import type { Fen } from '@minisuite/kernel';
import { nextAskAt } from './closing-back-off.js';
import { OrderStateConflict, PaymentMismatch, RefundExceedsOrder, ShipmentNeedsAddress } from './order-errors.js';
import type { Closing, OrderState, Shipment } from './order-state.js';
import { mayBecome, type OrderStatus } from './order-status.js';
import { orderTitle } from './order-title.js';

// WeChat wants to know whom the parcel is for, and would hold the money back.
const NEEDS_ADDRESS = new Set(['SF']);

export interface Payment {
  readonly paymentId: string;
  readonly amount: Fen;
  readonly paidAt: Date;
}

/** An order that changes; each change is recorded as an event. */
export class Order {
  private readonly events: EventRecord[] = [];
  private current: OrderState;

  /** `loaded` is what a write has to find again. */
  constructor(readonly loaded: OrderState) {
    this.current = loaded;
  }

  get state(): OrderState {
    return this.current;
  }

  get changes(): readonly EventRecord[] {
    return this.events;
  }

  /** False when this very payment was marked before; throws PaymentMismatch or OrderStateConflict. */
  markPaid({ paymentId, amount, paidAt }: Payment, origin?: Origin): boolean {
    const { id, userId, lines } = this.current;
    if (this.current.paymentId === paymentId) return false;
    if (this.current.paymentId !== null) throw new OrderStateConflict(this.current.status, 'PAID');
    this.mustBeAbleTo('PAID');
    if (this.current.amount !== amount) throw new PaymentMismatch();
    this.become('PAID', { paymentId, paidAt, closing: null, dueAt: null });
    const payload = { orderId: id, userId, paymentId, amount, title: orderTitle(lines), paidAt: paidAt.toISOString() };
    this.events.push(recordEvent(OrderPaid, id, payload, origin));
    return true;
  }

  /** Whether it is unpaid and its time is over, or it is closing and WeChat is to be asked again. */
  isDue(now: Date): boolean {
    return this.current.status === 'PENDING_PAYMENT' && this.passed(now);
  }

  /** From now on it cannot be paid. Whoever comes first decides what it will be; `until` nobody else asks WeChat about it. */
  beginClosing(as: Closing['as'], now: Date, until: Date): void {
    this.mustBeAbleTo(as);
    this.current = {
      ...this.current,
      closing: this.current.closing ?? { as, since: now, unanswered: 0 },
      dueAt: until,
    };
  }

  /** WeChat says that nobody has paid and nobody can; false when that was known. */
  close(now: Date, origin?: Origin): boolean {
    const { id, userId, closing, status } = this.current;
    if (!closing) {
      if (status === 'CANCELLED' || status === 'EXPIRED') return false;
      throw new OrderStateConflict(status, 'CANCELLED');
    }
    this.become(closing.as, { closedAt: now, closing: null, dueAt: null });
    const event = closing.as === 'CANCELLED' ? OrderCancelled : OrderExpired;
    this.events.push(recordEvent(event, id, { orderId: id, userId, closedAt: now.toISOString() }, origin));
    return true;
  }

  /** WeChat did not say: it is asked again, each time later. */
  postponeClosing(now: Date): void {
    const { closing } = this.current;
    if (!closing) return;
    const unanswered = closing.unanswered + 1;
    this.current = { ...this.current, closing: { ...closing, unanswered }, dueAt: nextAskAt(now, unanswered) };
  }

  /** False when this very parcel is on its way already; throws OrderStateConflict or ShipmentNeedsAddress. */
  ship(shipment: Shipment, now: Date, receiptDueAt: Date): boolean {
    const { id, userId, shipment: known, paymentId, lines, status, address } = this.current;
    if (known?.carrier === shipment.carrier && known.trackingNo === shipment.trackingNo) return false;
    // A refund leads back to SHIPPED too, but only this leads there for the first time.
    if (status !== 'PAID' || paymentId === null) throw new OrderStateConflict(status, 'SHIPPED');
    if (!address && NEEDS_ADDRESS.has(shipment.carrier)) throw new ShipmentNeedsAddress(shipment.carrier);
    this.become('SHIPPED', { shipment, shippedAt: now, dueAt: receiptDueAt });
    const payload = { orderId: id, userId, paymentId, ...shipment, title: orderTitle(lines) };
    this.events.push(recordEvent(OrderShipped, id, { ...payload, shippedAt: now.toISOString() }));
    return true;
  }

  isReceiptDue(now: Date): boolean {
    return this.current.status === 'SHIPPED' && this.passed(now);
  }

  /** The user has the goods; false when that was known; throws OrderStateConflict. */
  complete(by: 'USER' | 'TIME', now: Date): boolean {
    const { id, userId, status } = this.current;
    if (status === 'COMPLETED') return false;
    if (status !== 'SHIPPED') throw new OrderStateConflict(status, 'COMPLETED');
    this.become('COMPLETED', { completedAt: now, dueAt: null });
    const payload = { orderId: id, userId, by, completedAt: now.toISOString() };
    this.events.push(recordEvent(OrderCompleted, id, payload));
    return true;
  }

  /** Money is asked back: it is not shipped until that is decided. */
  hold(refund: { readonly refundId: string; readonly paymentId: string }, now: Date, origin?: Origin): void {
    this.mustBePaidBy(refund.paymentId);
    this.becomeRefunding();
    const { id, shippedAt } = this.current;
    const payload = { orderId: id, refundId: refund.refundId, shipped: shippedAt !== null, heldAt: now.toISOString() };
    this.events.push(recordEvent(OrderHeld, id, payload, origin));
  }

  /** Money has gone back. */
  addRefunded(paymentId: string, amount: Fen): void {
    this.mustBePaidBy(paymentId);
    this.becomeRefunding();
    const refundedAmount = this.current.refundedAmount + amount;
    if (refundedAmount > this.current.amount) throw new RefundExceedsOrder();
    this.current = { ...this.current, refundedAmount };
  }

  /** No refund is open any more: it is refunded, or back where it was. True when its pieces return to the shelf. */
  release(): boolean {
    const { status, amount, refundedAmount, shippedAt, completedAt } = this.current;
    if (status !== 'REFUNDING') return false;
    if (refundedAmount === amount) {
      this.become('REFUNDED', { dueAt: null });
      return shippedAt === null;
    }
    this.become(completedAt ? 'COMPLETED' : shippedAt ? 'SHIPPED' : 'PAID', {});
    return false;
  }

  private passed(now: Date): boolean {
    return this.current.dueAt !== null && this.current.dueAt <= now;
  }

  private becomeRefunding(): void {
    if (this.current.status !== 'REFUNDING') this.become('REFUNDING', {});
  }

  private mustBePaidBy(paymentId: string): void {
    if (this.current.paymentId !== paymentId) throw new OrderStateConflict(this.current.status, 'REFUNDING');
  }

  private mustBeAbleTo(status: OrderStatus): void {
    if (!mayBecome(this.current.status, status)) throw new OrderStateConflict(this.current.status, status);
  }

  private become(status: OrderStatus, part: Partial<OrderState>): void {
    this.mustBeAbleTo(status);
    this.current = { ...this.current, ...part, status };
  }
}
