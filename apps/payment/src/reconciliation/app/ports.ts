import type { AuditEntry } from '@minisuite/audit';
import { Transactions } from '@minisuite/database';
import type { BillRow, Subject } from '../domain/bill-row.js';
import type { Difference, DifferenceStatus, Finding } from '../domain/difference.js';
import type { OurRecord } from '../domain/our-record.js';
import type { Reconciliation, ReconciliationState } from '../domain/reconciliation.js';

/** CREATING: not made yet. NONE: WeChat says that nothing happened that day. */
export type BillAnswer =
  { readonly state: 'READY'; readonly rows: AsyncIterable<BillRow> } | { readonly state: 'CREATING' | 'NONE' };

/** WeChat's bills; both the call and the rows throw BillUnavailable, or BillRefused. */
export abstract class Bills {
  abstract open(billDate: string): Promise<BillAnswer>;
}

/** WeChat could not be asked. */
export class BillUnavailable extends Error {}

/** Asks WeChat about one thing and takes over what it says; throws a DomainError, UNAVAILABLE when WeChat does not answer. */
export abstract class Repairs {
  abstract syncPayment(paymentId: string): Promise<void>;
  abstract syncRefund(refundId: string): Promise<void>;
}

/** Where a list of our records goes on. */
export interface BookMark {
  readonly at: Date;
  readonly id: string;
}

/** Our own books. */
export abstract class Books {
  /** By our numbers; those that are none of ours are missing. */
  abstract find(subject: Subject, numbers: readonly string[]): Promise<Map<string, OurRecord>>;
  /** What was paid or refunded from `from` until before `to`, in order; `mark` is where the next call goes on, null at the end. */
  abstract done(
    subject: Subject,
    range: { readonly from: Date; readonly to: Date },
    after: BookMark | null,
    limit: number,
  ): Promise<{ records: OurRecord[]; mark: BookMark | null }>;
  abstract firstPaymentAt(): Promise<Date | null>;
}

/** A row as it stands in the bill. */
export interface StagedRow extends BillRow {
  readonly line: number;
}

/** Rows that were read from bills. */
export abstract class StagedBills {
  abstract list(loadId: string, afterLine: number, limit: number): Promise<StagedRow[]>;
  abstract first(loadId: string, subject: Subject, number: string): Promise<BillRow | null>;
  /** The second rows of numbers that the bill has more than once, in the order of the numbers. */
  abstract repeated(loadId: string, subject: Subject, after: string, limit: number): Promise<BillRow[]>;
  /** Those of the numbers that any bill has which is believed. */
  abstract known(subject: Subject, numbers: readonly string[]): Promise<Set<string>>;
  /** Deletes a bite of the rows of a load; answers whether there may be more. */
  abstract forget(loadId: string, limit: number): Promise<boolean>;
  /** Loads of reconciliations that ended before a moment, as long as there are rows of them. */
  abstract oldLoads(before: Date, limit: number): Promise<string[]>;
}

/** A difference that waits, and what asking WeChat is about. */
export type OpenDifference = Pick<Difference, 'id' | 'subject' | 'number' | 'paymentId' | 'refundId'>;

export abstract class ReconciliationQueries {
  abstract find(id: string): Promise<ReconciliationState | null>;
  /** The oldest that runs, or waits no longer. */
  abstract due(now: Date): Promise<string | null>;
  abstract askable(reconciliationId: string, afterId: string, limit: number): Promise<OpenDifference[]>;
  /** Open ones of any day that say that only we have what this load has after all. */
  abstract foundElsewhere(loadId: string, limit: number): Promise<string[]>;
}

export interface CountedReconciliation extends ReconciliationState {
  readonly differences: number;
  readonly openDifferences: number;
}

/** For lists; newest first, `limit` rows at most. */
export abstract class ReconciliationLists {
  abstract get(id: string): Promise<CountedReconciliation | null>;
  abstract days(beforeDay: string | null, limit: number): Promise<CountedReconciliation[]>;
  abstract difference(id: string): Promise<Difference | null>;
  abstract differences(filter: {
    readonly reconciliationId: string;
    readonly status: DifferenceStatus | null;
    readonly before: string | null;
    readonly limit: number;
  }): Promise<Difference[]>;
}

/** Write side, bound to one transaction. */
export abstract class Reconciliations {
  abstract addMissing(reconciliations: readonly Reconciliation[]): Promise<void>;
  abstract lock(id: string): Promise<Reconciliation | null>;
  abstract lockByDay(billDate: string): Promise<Reconciliation | null>;
  abstract save(reconciliation: Reconciliation): Promise<void>;
  abstract stage(loadId: string, rows: readonly StagedRow[]): Promise<void>;
}

export abstract class Differences {
  /** A known one keeps its id, status and note; one that had been repaired and is back is open again. */
  abstract record(of: ReconciliationState, findings: readonly Finding[], now: Date): Promise<void>;
  /** What this run has not found and nobody has settled is no difference any more; answers whether there may be more. */
  abstract settleUnseen(of: ReconciliationState, now: Date, limit: number): Promise<boolean>;
  abstract repaired(ids: readonly string[], note: string, now: Date): Promise<void>;
  abstract remark(id: string, note: string): Promise<void>;
  /** False when it was not open. */
  abstract resolve(id: string, note: string, now: Date): Promise<boolean>;
}

export abstract class ReconciliationTransactions extends Transactions<{
  readonly reconciliations: Reconciliations;
  readonly differences: Differences;
  readonly audit: { record(entry: AuditEntry): Promise<void> };
}> {}

/** The right to reconcile, which one process has at a time. */
export abstract class Turn {
  abstract readonly fence: string;
  /** To be called again and again: prolongs the right; throws Overtaken when it is lost or the process stops. */
  abstract keep(): Promise<void>;
}

export abstract class Turns {
  /** Null when another process has it. */
  abstract take(stopping: AbortSignal): Promise<Turn | null>;
  abstract giveBack(): Promise<void>;
}
