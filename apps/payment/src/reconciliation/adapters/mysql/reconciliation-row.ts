import { fen } from '@minisuite/kernel';
import type { ReconciliationState, ReconciliationStatus, Stage } from '../../domain/reconciliation.js';

export const COLUMNS = `id, bill_date, status, stage, run, fence, load_id, attempts, next_at, payments, refunds, paid_amount,
  refunded_amount, error, started_at, finished_at`;

export interface ReconciliationRow {
  readonly id: string;
  readonly bill_date: string;
  readonly status: ReconciliationStatus;
  readonly stage: Stage;
  readonly run: number;
  readonly fence: string;
  readonly load_id: string | null;
  readonly attempts: number;
  readonly next_at: Date | null;
  readonly payments: number;
  readonly refunds: number;
  readonly paid_amount: string;
  readonly refunded_amount: string;
  readonly error: string;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
}

export function stateOf(row: ReconciliationRow): ReconciliationState {
  return {
    id: String(row.id),
    billDate: row.bill_date,
    status: row.status,
    stage: row.stage,
    run: Number(row.run),
    fence: String(row.fence),
    loadId: row.load_id === null ? null : String(row.load_id),
    attempts: Number(row.attempts),
    nextAt: row.next_at,
    payments: Number(row.payments),
    refunds: Number(row.refunds),
    paidAmount: fen(row.paid_amount),
    refundedAmount: fen(row.refunded_amount),
    error: row.error,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}

/** In the order of COLUMNS. */
export function valuesOf(state: ReconciliationState): unknown[] {
  return [
    state.id,
    state.billDate,
    state.status,
    state.stage,
    state.run,
    state.fence,
    state.loadId,
    state.attempts,
    state.nextAt,
    state.payments,
    state.refunds,
    state.paidAmount,
    state.refundedAmount,
    state.error,
    state.startedAt,
    state.finishedAt,
  ];
}
