import { REQUEST } from '@minisuite/database';
import { Ids } from '@minisuite/ids';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { daysDue } from '../domain/bill-date.js';
import { plannedFor } from '../domain/reconciliation.js';
import { Books, ReconciliationTransactions } from './ports.js';

@Injectable()
export class PlanDays {
  /** Up to which day everything is planned, so that it is looked up once a day only. */
  private planned = '';

  constructor(
    private readonly transactions: ReconciliationTransactions,
    private readonly books: Books,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /** Plans yesterday once its bill is due, and the days that were missed; several processes plan a day once. */
  async execute(): Promise<void> {
    const now = this.clock.now();
    const latest = daysDue(now, new Date(0)).at(-1) ?? '';
    if (latest === this.planned) return;
    const firstPayment = await this.books.firstPaymentAt();
    if (!firstPayment) return;
    const days = daysDue(now, firstPayment).map((day) => plannedFor(day, this.ids.next(), now));
    await this.transactions.run(REQUEST, ({ reconciliations }) => reconciliations.addMissing(days));
    this.planned = latest;
  }
}
