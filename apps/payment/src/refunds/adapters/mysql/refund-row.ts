import type { Columns } from '@minisuite/database';
import { fen } from '@minisuite/kernel';
import type { Refund, RefundKind, RefundState } from '../../domain/refund.js';
import { refundNumber } from '../../domain/refund-number.js';
import type { RefundStatus } from '../../domain/refund-status.js';

export const COLUMNS = `id, payment_id, order_id, user_id, kind, amount, reason, status, generation, wechat_refund_id, attention,
  attempts, ask_at, held, shipped, decision_reason, created_at, succeeded_at`;

export interface RefundRow {
  readonly id: string;
  readonly payment_id: string;
  readonly order_id: string;
  readonly user_id: string;
  readonly kind: RefundKind;
  readonly amount: string;
  readonly reason: string;
  readonly status: RefundStatus;
  readonly generation: number;
  readonly wechat_refund_id: string | null;
  readonly attention: string | null;
  readonly attempts: number;
  readonly ask_at: Date | null;
  readonly held: number;
  readonly shipped: number;
  readonly decision_reason: string;
  readonly created_at: Date;
  readonly succeeded_at: Date | null;
}

export function stateOf(row: RefundRow): RefundState {
  return {
    id: row.id,
    paymentId: row.payment_id,
    orderId: row.order_id,
    userId: row.user_id,
    kind: row.kind,
    amount: fen(row.amount),
    reason: row.reason,
    status: row.status,
    generation: row.generation,
    wechatRefundId: row.wechat_refund_id,
    attention: row.attention,
    attempts: row.attempts,
    askAt: row.ask_at,
    held: row.held === 1,
    shipped: row.shipped === 1,
    decisionReason: row.decision_reason,
    createdAt: row.created_at,
    succeededAt: row.succeeded_at,
  };
}

/** A new row: what never changes, then what does, in the order of INSERT_COLUMNS. */
export function insertValues(refund: Refund, requestKey: string | null): unknown[] {
  const { id, paymentId, orderId, userId, kind, amount, reason, createdAt } = refund.state;
  return [
    id,
    paymentId,
    orderId,
    userId,
    kind,
    amount,
    reason,
    createdAt,
    requestKey,
    ...Object.values(changingColumns(refund.state)),
  ];
}

/** What may change, by column. */
export function changingColumns(state: RefundState): Columns {
  return {
    status: state.status,
    generation: state.generation,
    out_refund_no: refundNumber(state.id, state.generation),
    wechat_refund_id: state.wechatRefundId,
    attention: state.attention,
    attempts: state.attempts,
    ask_at: state.askAt,
    held: state.held,
    shipped: state.shipped,
    decision_reason: state.decisionReason,
    succeeded_at: state.succeededAt,
  };
}

export const INSERT_COLUMNS = `id, payment_id, order_id, user_id, kind, amount, reason, created_at, request_key,
  status, generation, out_refund_no, wechat_refund_id, attention, attempts, ask_at, held, shipped, decision_reason, succeeded_at`;
