import { paymentV1 } from '@minisuite/contracts';
import { toTimestamp } from '@minisuite/grpc';
import { DomainError, type Fen } from '@minisuite/kernel';
import { Refund, type RefundKind, type RefundState } from '../../domain/refund.js';
import { REFUND_STATUSES, type RefundStatus } from '../../domain/refund-status.js';

const { RefundStatus: WireStatus, RefundKind: WireKind } = paymentV1;

const STATUS: Record<RefundStatus, paymentV1.RefundStatus> = {
  REQUESTED: WireStatus.REFUND_STATUS_REQUESTED,
  PROCESSING: WireStatus.REFUND_STATUS_PROCESSING,
  SUCCEEDED: WireStatus.REFUND_STATUS_SUCCEEDED,
  FAILED: WireStatus.REFUND_STATUS_FAILED,
  REJECTED: WireStatus.REFUND_STATUS_REJECTED,
};

const KIND: Record<RefundKind, paymentV1.RefundKind> = {
  USER: WireKind.REFUND_KIND_USER,
  ORDER_CLOSED: WireKind.REFUND_KIND_ORDER_CLOSED,
  PAID_TWICE: WireKind.REFUND_KIND_PAID_TWICE,
};

export function refundMessage(state: RefundState): paymentV1.Refund {
  return {
    id: state.id,
    orderId: state.orderId,
    paymentId: state.paymentId,
    amount: String(state.amount),
    reason: state.reason,
    status: STATUS[state.status],
    createdAt: toTimestamp(state.createdAt),
    succeededAt: toTimestamp(state.succeededAt),
    userId: state.userId,
    kind: KIND[state.kind],
    outRefundNo: Refund.restore(state).outRefundNo,
    wechatRefundId: state.wechatRefundId ?? '',
    attention: state.attention ?? '',
    decisionReason: state.decisionReason,
    attempts: state.attempts,
    held: state.held,
    shipped: state.shipped,
  };
}

export function statusOf(wire: paymentV1.RefundStatus): RefundStatus | null {
  return REFUND_STATUSES.find((status) => STATUS[status] === wire) ?? null;
}

/** Null, which 0 stands for, means all that is left. */
export function wantedAmountOf(text: string): Fen | null {
  const amount = Number(text);
  if (Number.isSafeInteger(amount) && amount >= 0) return amount === 0 ? null : amount;
  throw new DomainError('invalid', 'VALIDATION_FAILED', 'The request is not valid.', [
    { path: 'amount', message: 'is not a positive amount in fen' },
  ]);
}
