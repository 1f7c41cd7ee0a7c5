import { type BillTotals, NO_TOTALS } from './bill-row.js';
import { retryAfterMs } from './retry-after.js';

/** WAITING: for WeChat. FAILED: the bill cannot be believed or read. */
export type ReconciliationStatus = 'WAITING' | 'RUNNING' | 'COMPLETED' | 'FAILED';
/** What is to be done next. */
export type Stage = 'LOAD' | 'COMPARE' | 'REPAIR' | 'DONE';

export interface ReconciliationState extends BillTotals {
  readonly id: string;
  /** In Beijing. */
  readonly billDate: string;
  readonly status: ReconciliationStatus;
  readonly stage: Stage;
  /** Counts from 1; what an earlier run has found and this one does not is no difference any more. */
  readonly run: number;
  /** Of the lease under which it runs. */
  readonly fence: string;
  /** Names the rows that were read from the bill; believed from the stage COMPARE on. */
  readonly loadId: string | null;
  readonly attempts: number;
  readonly nextAt: Date | null;
  readonly error: string;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

/** Another process has taken over what this one was doing. */
export class Overtaken extends Error {}

export class Reconciliation {
  constructor(private current: ReconciliationState) {}

  get state(): ReconciliationState {
    return this.current;
  }

  /** Begins, or begins once more; false when it runs already. */
  ask(now: Date): boolean {
    const { status, run, startedAt } = this.current;
    if (status === 'RUNNING') return false;
    this.change({ status: 'RUNNING', stage: 'LOAD', run: startedAt ? run + 1 : run, attempts: 0, error: '' });
    this.change({ nextAt: null, startedAt: now, finishedAt: null });
    return true;
  }

  /** Goes on where it was left; false when there is nothing to go on with. */
  take(fence: string, now: Date): boolean {
    if (this.current.status !== 'RUNNING' && this.current.status !== 'WAITING') return false;
    this.change({ status: 'RUNNING', fence, nextAt: null, startedAt: this.current.startedAt ?? now });
    return true;
  }

  /** Throws Overtaken when it is another's, or no longer to be done. */
  mustBeHeld(fence: string): void {
    if (this.current.fence !== fence || this.current.status !== 'RUNNING') throw new Overtaken();
  }

  loading(loadId: string): void {
    this.change({ loadId });
  }

  /** The whole bill was read and is what WeChat says it is. */
  loaded(totals: BillTotals = NO_TOTALS): void {
    this.change({ ...totals, stage: 'COMPARE', attempts: 0, error: '' });
  }

  compared(): void {
    this.change({ stage: 'REPAIR', attempts: 0 });
  }

  complete(now: Date): void {
    this.change({ status: 'COMPLETED', stage: 'DONE', attempts: 0, error: '', finishedAt: now });
  }

  /** To be gone on with later, because of WeChat. */
  wait(error: string, now: Date): void {
    const attempts = this.current.attempts + 1;
    const nextAt = new Date(now.getTime() + retryAfterMs(attempts));
    this.change({ status: 'WAITING', attempts, nextAt, error });
  }

  fail(error: string, now: Date): void {
    this.change({ status: 'FAILED', error, finishedAt: now });
  }

  private change(changes: Partial<ReconciliationState>): void {
    this.current = { ...this.current, ...changes };
  }
}

/** A day that has not been looked at yet. */
export function plannedFor(billDate: string, id: string, now: Date): Reconciliation {
  return new Reconciliation({
    ...NO_TOTALS,
    id,
    billDate,
    status: 'WAITING',
    stage: 'LOAD',
    run: 1,
    fence: '0',
    loadId: null,
    attempts: 0,
    nextAt: now,
    error: '',
    startedAt: null,
    finishedAt: null,
  });
}
