import {
  type EventRecord,
  type Origin,
  PaymentSucceeded,
  PaymentUnexpected,
  type PayloadOf,
  recordEvent,
} from '@minisuite/contracts';
import type { Fen } from '@minisuite/kernel';
import { nextAsk } from './asking.js';
import { PaymentNotOpen, RefundExceedsPayment, TradeMismatch } from './payment-errors.js';
import type { PayableOrder } from './payable-order.js';
import { isPaid, mayBecome, type PaymentStatus } from './payment-status.js';
import { type MerchantIdentity, mismatchesOf, type PaidTrade } from './trade.js';

export const CURRENCY = 'CNY';

/** WeChat honours a prepay id for 2 hours; the user needs a few minutes of them. */
export const PREPAY_USABLE_MS = 110 * 60_000;

const DESCRIPTION_CHARACTERS = 127;

export interface PaymentState {
  readonly id: string;
  readonly userId: string;
  readonly orderId: string;
  readonly amount: Fen;
  readonly currency: string;
  readonly status: PaymentStatus;
  readonly outTradeNo: string;
  // Kept because WeChat renews a prepay only when it is asked with the very same values.
  readonly description: string;
  readonly notifyUrl: string;
  readonly transactionId: string | null;
  readonly prepayId: string | null;
  readonly prepayAt: Date | null;
  readonly expiresAt: Date;
  readonly paidAt: Date | null;
  readonly createdAt: Date;
  readonly refundedAmount: Fen;
  /** What refunds that are not final claim. */
  readonly refundingAmount: Fen;
  /** When WeChat is asked next; null when the payment is final. */
  readonly askAt: Date | null;
  readonly asked: number;
  /** When money last moved; null before any did. */
  readonly bookedAt: Date | null;
  /** Until it is closed its order can have no other one; for ever after it can, even if money comes for this one. */
  readonly active: boolean;
}

/** The prepay id that the user can still pay with, or null. */
export function usablePrepay({ prepayId, prepayAt }: PaymentState, now: Date): string | null {
  if (!prepayId || !prepayAt) return null;
  return now.getTime() - prepayAt.getTime() < PREPAY_USABLE_MS ? prepayId : null;
}

export class Payment {
  private readonly recorded: EventRecord[] = [];

  private constructor(
    private current: PaymentState,
    /** What a write has to find again. */
    readonly loaded: PaymentState,
  ) {}

  static open(order: PayableOrder, { id, notifyUrl, now }: { id: string; notifyUrl: string; now: Date }): Payment {
    const state: PaymentState = {
      id,
      userId: order.userId,
      orderId: order.id,
      amount: order.amount,
      currency: CURRENCY,
      status: 'PENDING',
      outTradeNo: `M${id}`,
      description: [...order.title].slice(0, DESCRIPTION_CHARACTERS).join(''),
      notifyUrl,
      transactionId: null,
      prepayId: null,
      prepayAt: null,
      expiresAt: order.expiresAt,
      paidAt: null,
      createdAt: now,
      refundedAmount: 0,
      refundingAmount: 0,
      askAt: nextAsk(0, now),
      asked: 0,
      bookedAt: null,
      active: true,
    };
    return new Payment(state, state);
  }

  static restore(state: PaymentState): Payment {
    return new Payment(state, state);
  }

  get state(): PaymentState {
    return this.current;
  }

  /** Keeps what the user can pay with; throws when the payment is no longer open. */
  prepared(prepayId: string, now: Date): void {
    if (this.current.status !== 'PENDING') throw new PaymentNotOpen('The payment is no longer open.');
    this.current = { ...this.current, prepayId, prepayAt: now };
  }

  /** Takes over that WeChat has taken the money; false when it was known. Throws TradeMismatch when it is not this payment's money. */
  succeed(trade: PaidTrade, merchant: MerchantIdentity, now: Date): boolean {
    const mismatches = mismatchesOf(trade, this.current, merchant);
    if (mismatches.length > 0) throw new TradeMismatch(mismatches);
    if (!mayBecome(this.current.status, 'SUCCEEDED')) return false;
    const { transactionId, paidAt } = trade;
    this.current = { ...this.current, status: 'SUCCEEDED', transactionId, paidAt, askAt: null, bookedAt: now };
    return true;
  }

  /** The money pays its order. */
  keep(origin?: Origin): void {
    const { id, orderId, userId, amount, transactionId, paidAt } = this.paid;
    const payload = { paymentId: id, orderId, userId, amount, transactionId, paidAt: paidAt.toISOString() };
    this.recorded.push(recordEvent(PaymentSucceeded, id, payload, origin));
  }

  /** No order can keep the money: all of it goes back by that refund. */
  giveBack(refundId: string, why: PayloadOf<typeof PaymentUnexpected>['why'], origin?: Origin): void {
    const { id, orderId, userId, amount, paidAt } = this.paid;
    this.claim(amount);
    const payload = { paymentId: id, orderId, userId, amount, why, refundId, paidAt: paidAt.toISOString() };
    this.recorded.push(recordEvent(PaymentUnexpected, id, payload, origin));
  }

  /** Claims an amount for a refund, or all that is left; throws RefundExceedsPayment. */
  claim(wanted: Fen | null): Fen {
    const { status, amount, refundedAmount, refundingAmount } = this.current;
    const left = isPaid(status) ? amount - refundedAmount - refundingAmount : 0;
    const claimed = wanted ?? left;
    if (claimed < 1 || claimed > left) throw new RefundExceedsPayment(left);
    this.current = { ...this.current, refundingAmount: refundingAmount + claimed };
    return claimed;
  }

  /** A refund came to nothing. */
  release(claimed: Fen): void {
    this.current = { ...this.current, refundingAmount: this.current.refundingAmount - claimed };
  }

  /** What was claimed has gone back. */
  refunded(claimed: Fen, now: Date): void {
    this.release(claimed);
    const refundedAmount = this.current.refundedAmount + claimed;
    const status = refundedAmount === this.current.amount ? 'REFUNDED' : 'PARTIALLY_REFUNDED';
    this.current = { ...this.current, refundedAmount, status, bookedAt: now };
  }

  /** WeChat is asked at the next opportunity. */
  askNow(now: Date): void {
    this.current = { ...this.current, askAt: now };
  }

  /** WeChat was asked and does not know the end of it yet. */
  stillOpen(now: Date): void {
    const asked = this.current.asked + 1;
    this.current = { ...this.current, asked, askAt: nextAsk(asked, now) };
  }

  /** Takes over that WeChat has closed the order; false when it is final here already. */
  close(): boolean {
    if (!mayBecome(this.current.status, 'CLOSED')) return false;
    this.current = { ...this.current, status: 'CLOSED', askAt: null, active: false };
    return true;
  }

  private get paid(): PaymentState & { transactionId: string; paidAt: Date } {
    const { transactionId, paidAt } = this.current;
    if (transactionId === null || paidAt === null) throw new Error(`payment ${this.current.id} has not been paid`);
    return { ...this.current, transactionId, paidAt };
  }

  /** What has happened since it was loaded; handed out once. */
  takeEvents(): EventRecord[] {
    return this.recorded.splice(0);
  }
}
