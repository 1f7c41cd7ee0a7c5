import type { EntityManager } from 'typeorm';

/** An open transaction: the only way to write. */
export class Tx {
  private readonly committed: (() => void)[] = [];

  constructor(readonly manager: EntityManager) {}

  /** Rows of a SELECT; `?` takes a value, or an array for `IN (?)`. */
  async query<T extends object>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
    return await this.manager.query<T[]>(sql, [...parameters]);
  }

  /** How many rows a write matched; `VALUES ?` takes an array of rows. */
  async execute(sql: string, parameters: readonly unknown[] = []): Promise<number> {
    const result = await this.manager.query<{ affectedRows: number }>(sql, [...parameters]);
    return result.affectedRows;
  }

  /** Called once the transaction has been committed, never when it was rolled back. */
  afterCommit(callback: () => void): void {
    this.committed.push(callback);
  }

  /** For Transactions only. */
  notifyCommitted(): void {
    for (const callback of this.committed) callback();
  }
}
