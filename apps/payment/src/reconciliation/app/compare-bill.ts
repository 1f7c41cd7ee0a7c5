import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { rangeOf } from '../domain/bill-date.js';
import type { Subject } from '../domain/bill-row.js';
import { finding, type Finding } from '../domain/difference.js';
import { judge } from '../domain/judge.js';
import type { ReconciliationState } from '../domain/reconciliation.js';
import { BATCH } from './load-bill.js';
import {
  type BookMark,
  Books,
  ReconciliationQueries,
  ReconciliationTransactions,
  StagedBills,
  type Turn,
} from './ports.js';
import { underFence } from './under-fence.js';

const SUBJECTS: readonly Subject[] = ['payment', 'refund'];

@Injectable()
export class CompareBill {
  constructor(
    private readonly transactions: ReconciliationTransactions,
    private readonly staged: StagedBills,
    private readonly books: Books,
    private readonly queries: ReconciliationQueries,
    private readonly clock: Clock,
  ) {}

  /** Writes down in what the bill and our books differ; may be begun again at any time. */
  async execute(state: ReconciliationState, loadId: string, turn: Turn): Promise<void> {
    await this.theirs(state, loadId, turn);
    for (const subject of SUBJECTS) {
      await this.repeated(state, loadId, subject, turn);
      await this.ours(state, subject, turn);
    }
    await this.settle(state, loadId, turn);
  }

  private async theirs(state: ReconciliationState, loadId: string, turn: Turn): Promise<void> {
    for (let after = 0; ;) {
      const rows = await this.staged.list(loadId, after, BATCH);
      const last = rows.at(-1);
      if (!last) return;
      after = last.line;
      const findings: Finding[] = [];
      for (const subject of SUBJECTS) {
        const mine = rows.filter((row) => row.subject === subject);
        const known = await this.books.find(
          subject,
          mine.map(({ number }) => number),
        );
        for (const row of mine) {
          const found = judge(row, known.get(row.number) ?? null);
          if (found) findings.push(found);
        }
      }
      await this.record(state, findings, turn);
    }
  }

  private async repeated(state: ReconciliationState, loadId: string, subject: Subject, turn: Turn): Promise<void> {
    for (let after = ''; ;) {
      const rows = await this.staged.repeated(loadId, subject, after, BATCH);
      const last = rows.at(-1);
      if (!last) return;
      after = last.number;
      const known = await this.books.find(
        subject,
        rows.map(({ number }) => number),
      );
      await this.record(
        state,
        rows.map((row) => finding('DUPLICATE', row, known.get(row.number) ?? null)),
        turn,
      );
    }
  }

  /** By WeChat's own time, which is the one we keep, so that no clock of ours moves anything over midnight. */
  private async ours(state: ReconciliationState, subject: Subject, turn: Turn): Promise<void> {
    const range = rangeOf(state.billDate);
    for (let mark: BookMark | null = null; ;) {
      const done = await this.books.done(subject, range, mark, BATCH);
      const known = await this.staged.known(
        subject,
        done.records.map(({ number }) => number),
      );
      const missing = done.records.filter(({ number }) => !known.has(number));
      await this.record(
        state,
        missing.map((record) => finding('ONLY_HERE', null, record)),
        turn,
      );
      mark = done.mark;
      if (!mark) return;
    }
  }

  private async settle(state: ReconciliationState, loadId: string, turn: Turn): Promise<void> {
    const run = { id: state.id, turn };
    const now = this.clock.now();
    while (
      await underFence(this.transactions, run, (_, { differences }) => differences.settleUnseen(state, now, BATCH))
    );
    for (;;) {
      const found = await this.queries.foundElsewhere(loadId, BATCH);
      if (found.length === 0) break;
      const note = `WeChat has it in the bill of ${state.billDate}.`;
      await underFence(this.transactions, run, (_, { differences }) => differences.repaired(found, note, now));
    }
    await underFence(this.transactions, run, async (reconciliation, { reconciliations }) => {
      reconciliation.compared();
      await reconciliations.save(reconciliation);
    });
  }

  private async record(state: ReconciliationState, findings: readonly Finding[], turn: Turn): Promise<void> {
    if (findings.length === 0) return turn.keep();
    const now = this.clock.now();
    await underFence(this.transactions, { id: state.id, turn }, (_, { differences }) =>
      differences.record(state, findings, now),
    );
  }
}
