import type { MigrationInterface } from 'typeorm';
import { createDataSource } from './data-source.js';

/** A TypeORM migration class; its name ends in a timestamp, which orders it. */
export type MigrationClass = new () => MigrationInterface;

const LOCK_WAIT_S = 120;

/** The `migrate` command of a service: runs what is missing, one process at a time. */
export function migrateCommand(migrations: MigrationClass[]): (config: { database: { url: string } }) => Promise<void> {
  return async ({ database }) => {
    const dataSource = createDataSource({ url: database.url, poolSize: 2, migrations });
    await dataSource.initialize();
    const guard = dataSource.createQueryRunner();
    try {
      const name = `minisuite:migrate:${new URL(database.url).pathname.slice(1)}`.slice(0, 64);
      const rows = await guard.manager.query<{ got: number | string | null }[]>('SELECT GET_LOCK(?, ?) AS got', [
        name,
        LOCK_WAIT_S,
      ]);
      if (Number(rows[0]?.got) !== 1) throw new Error('another migration is still running');
      const done = await dataSource.runMigrations();
      process.stdout.write(`${done.length} migrations run\n`);
    } finally {
      await guard.release();
      await dataSource.destroy();
    }
  };
}
