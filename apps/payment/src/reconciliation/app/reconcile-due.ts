import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { Overtaken } from '../domain/reconciliation.js';
import { ForgetOldBills } from './forget-old-bills.js';
import { PlanDays } from './plan-days.js';
import { ReconciliationQueries, Turns } from './ports.js';
import { Reconcile } from './reconcile.js';

@Injectable()
export class ReconcileDue {
  constructor(
    private readonly plan: PlanDays,
    private readonly queries: ReconciliationQueries,
    private readonly turns: Turns,
    private readonly reconcile: Reconcile,
    private readonly forget: ForgetOldBills,
    private readonly clock: Clock,
  ) {}

  /** Reconciles the oldest day that is due, unless another process is at it; answers whether to come again at once. */
  async execute(stopping: AbortSignal): Promise<boolean> {
    await this.plan.execute();
    // Asked before the lease is taken, so that an idle service writes nothing.
    if (!(await this.queries.due(this.clock.now()))) return false;
    const turn = await this.turns.take(stopping);
    if (!turn) return false;
    try {
      const id = await this.queries.due(this.clock.now());
      if (!id) return false;
      await this.reconcile.execute(id, turn);
      await this.forget.execute(turn);
      return true;
    } catch (error) {
      if (error instanceof Overtaken) return false;
      throw error;
    } finally {
      await this.turns.giveBack();
    }
  }
}
