import { Clock, isDomainError } from '@minisuite/kernel';
import { Injectable, Logger } from '@nestjs/common';
import { judge } from '../domain/judge.js';
import type { ReconciliationState } from '../domain/reconciliation.js';
import {
  BillUnavailable,
  Books,
  type OpenDifference,
  ReconciliationQueries,
  ReconciliationTransactions,
  Repairs,
  StagedBills,
  type Turn,
} from './ports.js';
import { underFence } from './under-fence.js';

const AT_A_TIME = 8;
const SETTLED = 'WeChat was asked, and its answer was taken over.';

@Injectable()
export class RepairDifferences {
  private readonly logger = new Logger('Reconciliation');

  constructor(
    private readonly transactions: ReconciliationTransactions,
    private readonly queries: ReconciliationQueries,
    private readonly staged: StagedBills,
    private readonly books: Books,
    private readonly repairs: Repairs,
    private readonly clock: Clock,
  ) {}

  /** Asks WeChat about what it can settle; throws BillUnavailable when it did not answer about all of it. */
  async execute(state: ReconciliationState, loadId: string, turn: Turn): Promise<void> {
    let unanswered = 0;
    for (let after = '0'; ;) {
      const open = await this.queries.askable(state.id, after, AT_A_TIME);
      const last = open.at(-1);
      if (!last) break;
      after = last.id;
      await turn.keep();
      const answered = await Promise.all(open.map((difference) => this.ask(difference)));
      unanswered += answered.filter((answer) => answer === null).length;
      for (const [index, answer] of answered.entries()) {
        const difference = open[index];
        if (difference && answer !== null) await this.conclude(state.id, loadId, difference, answer, turn);
      }
    }
    if (unanswered > 0) throw new BillUnavailable(`WeChat did not answer about ${unanswered} differences.`);
  }

  /** Why nothing could be taken over; empty when it could, null when WeChat did not answer. */
  private async ask({ id, paymentId, refundId }: OpenDifference): Promise<string | null> {
    try {
      if (refundId) await this.repairs.syncRefund(refundId);
      else if (paymentId) await this.repairs.syncPayment(paymentId);
      return '';
    } catch (error) {
      if (!isDomainError(error)) throw error;
      if (error.kind === 'unavailable' || error.kind === 'timeout') return null;
      this.logger.warn(
        { differenceId: id, paymentId, refundId, reason: error.reason },
        'a difference cannot be repaired',
      );
      return `WeChat was asked: ${error.message}`;
    }
  }

  private async conclude(
    id: string,
    loadId: string,
    { id: differenceId, subject, number }: OpenDifference,
    problem: string,
    turn: Turn,
  ): Promise<void> {
    const row = await this.staged.first(loadId, subject, number);
    const ours = (await this.books.find(subject, [number])).get(number) ?? null;
    const settled = row !== null && judge(row, ours) === null;
    await underFence(this.transactions, { id, turn }, async (_, { differences }) => {
      if (settled) await differences.repaired([differenceId], SETTLED, this.clock.now());
      else await differences.remark(differenceId, problem || 'WeChat was asked, which did not settle it.');
    });
  }
}
