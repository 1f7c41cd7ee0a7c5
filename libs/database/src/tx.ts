import type { EntityManager } from 'typeorm';

/** An open transaction: the only way to write. */
export class Tx {
  private readonly last: (() => Promise<void>)[] = [];
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

  /** The last writes of the transaction: for what many want at once, so that its lock is taken after all others and held for a commit only. */
  beforeCommit(work: () => Promise<void>): void {
    this.last.push(work);
  }

  /** Called once the transaction has been committed, never when it was rolled back. */
  afterCommit(callback: () => void): void {
    this.committed.push(callback);
  }

  /** For Transactions only. */
  async finish(): Promise<void> {
    for (const work of this.last) await work();
  }

  /** For Transactions only. */
  notifyCommitted(): void {
    for (const callback of this.committed) callback();
  }
}
