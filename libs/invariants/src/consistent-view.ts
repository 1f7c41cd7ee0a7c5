import type { DataSource, QueryRunner } from 'typeorm';
import type { Violation } from './check-result.js';

const MOST = 10_000;

/** One moment of the database, seen for as long as it takes without a lock and without holding up writers. */
export class ConsistentView {
  private constructor(
    /** The database as it is now, beside the view. */
    readonly dataSource: DataSource,
    private readonly runner: QueryRunner,
  ) {}

  /** Opens a view for some work and closes it however that ends. */
  static async of<T>(dataSource: DataSource, work: (view: ConsistentView) => Promise<T>): Promise<T> {
    const runner = dataSource.createQueryRunner();
    try {
      await runner.connect();
      // For the next transaction only: the session stays READ COMMITTED.
      await runner.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
      await runner.query('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
      try {
        return await work(new ConsistentView(dataSource, runner));
      } finally {
        // When the connection is broken, the server has ended the view by itself.
        await runner.query('COMMIT').catch(() => {});
      }
    } finally {
      await runner.release();
    }
  }

  /** Rows of a SELECT; `?` takes a value, or an array for `IN (?)`. */
  async query<T extends object>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
    return (await this.runner.query(sql, [...parameters])) as T[];
  }

  /** A number that a SELECT answers with, 0 when it is NULL. */
  async count(sql: string, parameters: readonly unknown[] = []): Promise<number> {
    const [row] = await this.query<Record<string, string | number | null>>(sql, parameters);
    return Number(Object.values(row ?? {})[0] ?? 0);
  }

  /** What a SELECT of `id` and `problem` finds wrong; more than 10,000 of one kind are not counted one by one. */
  async violations(sql: string, parameters: readonly unknown[] = []): Promise<Violation[]> {
    const rows = await this.query<Record<keyof Violation, unknown>>(`${sql} LIMIT ${MOST}`, parameters);
    return rows.map(({ id, problem }) => ({ id: String(id), problem: String(problem) }));
  }

  /** A view of a later moment, for a check that has to look again before it complains. */
  fresh<T>(work: (view: ConsistentView) => Promise<T>): Promise<T> {
    return ConsistentView.of(this.dataSource, work);
  }
}
