import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { DifferenceNotFound, DifferenceNotOpen, refused } from '../domain/reconciliation-errors.js';
import { ReconciliationLists, ReconciliationTransactions } from './ports.js';

const NOTE_CHARACTERS = 500;

@Injectable()
export class ResolveDifference {
  constructor(
    private readonly transactions: ReconciliationTransactions,
    private readonly lists: ReconciliationLists,
    private readonly clock: Clock,
  ) {}

  /** Puts an open difference aside with what was done about it. */
  async execute(id: string, text: string): Promise<void> {
    const note = text.trim();
    if (note === '' || [...note].length > NOTE_CHARACTERS) {
      throw refused('note', `must have 1 to ${NOTE_CHARACTERS} characters`);
    }
    if (!(await this.lists.difference(id))) throw new DifferenceNotFound();
    await this.transactions.run(REQUEST, async ({ differences, audit }) => {
      if (!(await differences.resolve(id, note, this.clock.now()))) throw new DifferenceNotOpen();
      const target = { type: 'reconciliation-difference', id };
      await audit.record({ action: 'reconciliation.resolve', target, reason: note });
    });
  }
}
