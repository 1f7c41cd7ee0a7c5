import { type EventRecord, PaymentSucceeded, recordEvent } from '@minisuite/contracts';
import type { Fen } from '@minisuite/kernel';
import { PaymentNotOpen, TradeMismatch } from './payment-errors.js';
import type { PayableOrder } from './payable-order.js';
import { mayBecome, type PaymentStatus } from './payment-status.js';
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
    readonly statusWhenLoaded: PaymentStatus,
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
    };
    return new Payment(state, state.status);
  }

  static restore(state: PaymentState): Payment {
    return new Payment(state, state.status);
  }

  get state(): PaymentState {
    return this.current;
  }

  /** Keeps what the user can pay with; throws when the payment is no longer open. */
  prepared(prepayId: string, now: Date): void {
    if (this.current.status !== 'PENDING') throw new PaymentNotOpen('The payment is no longer open.');
    this.current = { ...this.current, prepayId, prepayAt: now };
  }

  /** Books money that WeChat has taken; false when it was booked before. Throws TradeMismatch when it is not this payment's money. */
  succeed(trade: PaidTrade, merchant: MerchantIdentity): boolean {
    const mismatches = mismatchesOf(trade, this.current, merchant);
    if (mismatches.length > 0) throw new TradeMismatch(mismatches);
    if (!mayBecome(this.current.status, 'SUCCEEDED')) return false;
    const { transactionId, paidAt } = trade;
    this.current = { ...this.current, status: 'SUCCEEDED', transactionId, paidAt };
    const { id, orderId, userId, amount } = this.current;
    const payload = { paymentId: id, orderId, userId, amount, transactionId, paidAt: paidAt.toISOString() };
    this.recorded.push(recordEvent(PaymentSucceeded, id, payload));
    return true;
  }

  /** Takes over that WeChat has closed the order; false when it is final here already. */
  close(): boolean {
    if (!mayBecome(this.current.status, 'CLOSED')) return false;
    this.current = { ...this.current, status: 'CLOSED' };
    return true;
  }

  /** What has happened since it was loaded; handed out once. */
  takeEvents(): EventRecord[] {
    return this.recorded.splice(0);
  }
}
