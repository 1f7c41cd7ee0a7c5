import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { IdempotencyTransactions } from './ports.js';

// Small bites hold few locks and make short transactions.
const BITE = 500;

@Injectable()
export class DeleteExpiredKeys {
  constructor(
    private readonly transactions: IdempotencyTransactions,
    private readonly clock: Clock,
  ) {}

  /** Takes one bite; true when more may be left. */
  async execute(bite = BITE): Promise<boolean> {
    const now = this.clock.now();
    const deleted = await this.transactions.run(REQUEST, ({ keys }) => keys.deleteExpired(now, bite));
    return deleted === bite;
  }
}
