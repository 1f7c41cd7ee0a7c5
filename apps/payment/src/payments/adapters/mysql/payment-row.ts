import { fen } from '@minisuite/kernel';
import type { PaymentState } from '../../domain/payment.js';
import type { PaymentStatus } from '../../domain/payment-status.js';

export const COLUMNS = `id, user_id, order_id, amount, currency, status, out_trade_no, transaction_id, description, notify_url,
  prepay_id, prepay_at, expires_at, paid_at, created_at, refunded_amount, refunding_amount, ask_at, asked, booked_at, active_order_id`;

export interface PaymentRow {
  readonly id: string;
  readonly user_id: string;
  readonly order_id: string;
  readonly amount: string;
  readonly currency: string;
  readonly status: PaymentStatus;
  readonly out_trade_no: string;
  readonly transaction_id: string | null;
  readonly description: string;
  readonly notify_url: string;
  readonly prepay_id: string | null;
  readonly prepay_at: Date | null;
  readonly expires_at: Date;
  readonly paid_at: Date | null;
  readonly created_at: Date;
  readonly refunded_amount: string;
  readonly refunding_amount: string;
  readonly ask_at: Date | null;
  readonly asked: number;
  readonly booked_at: Date | null;
  readonly active_order_id: string | null;
}

export function stateOf(row: PaymentRow): PaymentState {
  return {
    id: row.id,
    userId: row.user_id,
    orderId: row.order_id,
    amount: fen(row.amount),
    currency: row.currency,
    status: row.status,
    outTradeNo: row.out_trade_no,
    transactionId: row.transaction_id,
    description: row.description,
    notifyUrl: row.notify_url,
    prepayId: row.prepay_id,
    prepayAt: row.prepay_at,
    expiresAt: row.expires_at,
    paidAt: row.paid_at,
    createdAt: row.created_at,
    refundedAmount: fen(row.refunded_amount),
    refundingAmount: fen(row.refunding_amount),
    askAt: row.ask_at,
    asked: row.asked,
    bookedAt: row.booked_at,
    active: row.active_order_id !== null,
  };
}

/** In the order of COLUMNS. */
export function valuesOf(state: PaymentState): unknown[] {
  return [
    state.id,
    state.userId,
    state.orderId,
    state.amount,
    state.currency,
    state.status,
    state.outTradeNo,
    state.transactionId,
    state.description,
    state.notifyUrl,
    state.prepayId,
    state.prepayAt,
    state.expiresAt,
    state.paidAt,
    state.createdAt,
    state.refundedAmount,
    state.refundingAmount,
    state.askAt,
    state.asked,
    state.bookedAt,
    activeOrderId(state),
  ];
}

export function activeOrderId({ active, orderId }: PaymentState): bigint | null {
  return active ? BigInt(orderId) : null;
}
