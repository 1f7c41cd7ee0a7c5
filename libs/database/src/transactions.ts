import { backOff, delay } from '@minisuite/kernel';
import type { DataSource } from 'typeorm';
import { isDeadlock } from './mysql-errors.js';
import { Tx } from './tx.js';

/** Why a transaction runs. An event claims its inbox rows first, in the same transaction. */
export interface Cause {
  claim(tx: Tx): Promise<void>;
}

/** The cause of what a user, an operator or a timer asked for: nothing to claim. */
export const REQUEST: Cause = { claim: async () => {} };

/** Runs work on write repositories that exist only inside its transaction. */
export abstract class Transactions<R> {
  /** Commits when `work` resolves and rolls back when it throws; a deadlock is tried again, three times at most. */
  abstract run<T>(cause: Cause, work: (repositories: R) => Promise<T>): Promise<T>;
}

const ATTEMPTS = 4;

/** Transactions on a TypeORM data source; `bind` makes the repositories for one transaction. */
export class MysqlTransactions<R> extends Transactions<R> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly bind: (tx: Tx) => R,
  ) {
    super();
  }

  async run<T>(cause: Cause, work: (repositories: R) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.once(cause, work);
      } catch (error) {
        if (!isDeadlock(error) || attempt === ATTEMPTS) throw error;
        await delay(backOff(attempt, { base: 10, max: 100 }));
      }
    }
  }

  private async once<T>(cause: Cause, work: (repositories: R) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.connect();
      await runner.startTransaction();
      const tx = new Tx(runner.manager);
      let result: T;
      try {
        await cause.claim(tx);
        result = await work(this.bind(tx));
        await tx.finish();
        await runner.commitTransaction();
      } catch (error) {
        // A failed roll-back means a broken connection, which the server rolls back by itself: the first error is the one to tell.
        if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => {});
        throw error;
      }
      tx.notifyCommitted();
      return result;
    } finally {
      await runner.release();
    }
  }
}
