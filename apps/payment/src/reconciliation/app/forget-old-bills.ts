import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { BATCH } from './load-bill.js';
import { StagedBills, type Turn } from './ports.js';

// A refund may stand in the bill of a day long before it comes to its end.
const KEEP_MS = 40 * 24 * 3_600_000;
const LOADS = 10;

@Injectable()
export class ForgetOldBills {
  constructor(
    private readonly staged: StagedBills,
    private readonly clock: Clock,
  ) {}

  /** Deletes rows of bills that nothing is compared with any more; the differences stay. */
  async execute(turn: Turn): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEEP_MS);
    for (const loadId of await this.staged.oldLoads(before, LOADS)) {
      while (await this.staged.forget(loadId, BATCH)) await turn.keep();
    }
  }
}
