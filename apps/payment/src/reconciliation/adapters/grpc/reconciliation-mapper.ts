import { paymentV1 } from '@minisuite/contracts';
import { toTimestamp } from '@minisuite/grpc';
import type { CountedReconciliation } from '../../app/ports.js';
import type { Difference, DifferenceKind, DifferenceStatus } from '../../domain/difference.js';
import type { ReconciliationStatus } from '../../domain/reconciliation.js';

const { ReconciliationStatus: Status, DifferenceKind: Kind, DifferenceStatus: Outcome } = paymentV1;

const STATUS: Record<ReconciliationStatus, paymentV1.ReconciliationStatus> = {
  WAITING: Status.RECONCILIATION_STATUS_WAITING,
  RUNNING: Status.RECONCILIATION_STATUS_RUNNING,
  COMPLETED: Status.RECONCILIATION_STATUS_COMPLETED,
  FAILED: Status.RECONCILIATION_STATUS_FAILED,
};
const KIND: Record<DifferenceKind, paymentV1.DifferenceKind> = {
  ONLY_AT_WECHAT: Kind.DIFFERENCE_KIND_ONLY_AT_WECHAT,
  ONLY_HERE: Kind.DIFFERENCE_KIND_ONLY_HERE,
  AMOUNT: Kind.DIFFERENCE_KIND_AMOUNT,
  STATE: Kind.DIFFERENCE_KIND_STATE,
  DUPLICATE: Kind.DIFFERENCE_KIND_DUPLICATE,
};
const OUTCOME: Record<DifferenceStatus, paymentV1.DifferenceStatus> = {
  OPEN: Outcome.DIFFERENCE_STATUS_OPEN,
  REPAIRED: Outcome.DIFFERENCE_STATUS_REPAIRED,
  RESOLVED: Outcome.DIFFERENCE_STATUS_RESOLVED,
};

export function reconciliationMessage(state: CountedReconciliation): paymentV1.Reconciliation {
  return {
    id: state.id,
    billDate: state.billDate,
    status: STATUS[state.status],
    payments: String(state.payments),
    refunds: String(state.refunds),
    paidAmount: String(state.paidAmount),
    refundedAmount: String(state.refundedAmount),
    differences: String(state.differences),
    openDifferences: String(state.openDifferences),
    error: state.error,
    startedAt: toTimestamp(state.startedAt),
    finishedAt: toTimestamp(state.finishedAt),
  };
}

export function differenceMessage(difference: Difference): paymentV1.Difference {
  const { kind, status, paymentId, refundId, wechatAmount, ourAmount, foundAt, resolvedAt, ...rest } = difference;
  return {
    ...rest,
    kind: KIND[kind],
    status: OUTCOME[status],
    paymentId: paymentId ?? '',
    refundId: refundId ?? '',
    wechatAmount: String(wechatAmount),
    ourAmount: String(ourAmount),
    foundAt: toTimestamp(foundAt),
    resolvedAt: toTimestamp(resolvedAt),
  };
}

/** Null for any. */
export function differenceStatus(status: paymentV1.DifferenceStatus): DifferenceStatus | null {
  const [wanted] = Object.entries(OUTCOME).find(([, wire]) => wire === status) ?? [];
  return (wanted as DifferenceStatus | undefined) ?? null;
}
