import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable, Logger } from '@nestjs/common';
import { BillRefused } from '../domain/bill-refused.js';
import { Overtaken, type Reconciliation, type ReconciliationState } from '../domain/reconciliation.js';
import { CompareBill } from './compare-bill.js';
import { LoadBill } from './load-bill.js';
import { BillUnavailable, ReconciliationQueries, ReconciliationTransactions, type Turn } from './ports.js';
import { RepairDifferences } from './repair-differences.js';
import { underFence } from './under-fence.js';

@Injectable()
export class Reconcile {
  private readonly logger = new Logger('Reconciliation');

  constructor(
    private readonly transactions: ReconciliationTransactions,
    private readonly queries: ReconciliationQueries,
    private readonly load: LoadBill,
    private readonly compare: CompareBill,
    private readonly repair: RepairDifferences,
    private readonly clock: Clock,
  ) {}

  /** Does what is still to be done for one day, wherever another process has left it; leaves it when it is overtaken. */
  async execute(id: string, turn: Turn): Promise<void> {
    try {
      const state = await this.take(id, turn);
      if (state) await this.goOn(state, turn);
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
    }
  }

  private async goOn(start: ReconciliationState, turn: Turn): Promise<void> {
    const { id, billDate } = start;
    let state = start;
    try {
      while (state.stage !== 'DONE') {
        await this.step(state, turn);
        state = (await this.queries.find(id)) ?? state;
      }
      this.logger.log({ reconciliationId: id, billDate }, 'reconciled');
    } catch (error) {
      if (error instanceof BillUnavailable) await this.end(id, turn, (it, now) => it.wait(error.message, now));
      else if (error instanceof BillRefused) await this.end(id, turn, (it, now) => it.fail(error.message, now));
      else throw error;
      this.logger.warn({ reconciliationId: id, billDate }, `not reconciled: ${error.message}`);
    }
  }

  private async step(state: ReconciliationState, turn: Turn): Promise<void> {
    if (state.stage === 'LOAD') return this.load.execute(state, turn);
    if (!state.loadId) throw new Error(`reconciliation ${state.id} has lost its bill`);
    if (state.stage === 'COMPARE') return this.compare.execute(state, state.loadId, turn);
    await this.repair.execute(state, state.loadId, turn);
    await this.end(state.id, turn, (it, now) => it.complete(now));
  }

  private take(id: string, turn: Turn): Promise<ReconciliationState | null> {
    return this.transactions.run(REQUEST, async ({ reconciliations }) => {
      const reconciliation = await reconciliations.lock(id);
      if (!reconciliation?.take(turn.fence, this.clock.now())) return null;
      await reconciliations.save(reconciliation);
      return reconciliation.state;
    });
  }

  private async end(id: string, turn: Turn, how: (it: Reconciliation, now: Date) => void): Promise<void> {
    await underFence(this.transactions, { id, turn }, async (reconciliation, { reconciliations }) => {
      how(reconciliation, this.clock.now());
      await reconciliations.save(reconciliation);
    });
  }
}
