import { randomBytes } from 'node:crypto';
import { createDataSource, type MigrationClass } from '@minisuite/database';
import type { DataSource } from 'typeorm';
import { testServers } from './test-servers.js';

/** A schema of its own, migrated by the real migrations. */
export interface TestDatabase {
  readonly url: string;
  readonly dataSource: DataSource;
  /** Drops the schema. */
  drop(): Promise<void>;
}

/** What a schema is made of beside its migrations; each string is one DDL statement. */
export interface TestDatabaseOptions {
  readonly before?: readonly string[];
  /** Run after the migrations. */
  readonly ddl?: readonly string[];
  readonly poolSize?: number;
  /** URL of another server than the usual one. */
  readonly server?: string;
}

/** Creates and migrates a schema that no other test uses. */
export async function testDatabase(
  migrations: MigrationClass[] = [],
  { before = [], ddl = [], poolSize = 10, server = testServers().mysqlUrl }: TestDatabaseOptions = {},
): Promise<TestDatabase> {
  const name = `test_${process.env['JEST_WORKER_ID'] ?? '0'}_${randomBytes(6).toString('hex')}`;
  const admin = createDataSource({ url: withSchema(server, 'mysql'), poolSize: 2 });
  await admin.initialize();
  await admin.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci`);
  const url = withSchema(server, name);
  const dataSource = createDataSource({ url, poolSize, migrations });
  await dataSource.initialize();
  for (const statement of before) await dataSource.query(statement);
  await dataSource.runMigrations();
  for (const statement of ddl) await dataSource.query(statement);
  return {
    url,
    dataSource,
    drop: async () => {
      await dataSource.destroy();
      await admin.query(`DROP DATABASE ${name}`);
      // What a service can only add to is in schemas beside its own.
      for (const beside of ['audit', 'ledger']) await admin.query(`DROP DATABASE IF EXISTS ${name}_${beside}`);
      await admin.destroy();
    },
  };
}

function withSchema(url: string, schema: string): string {
  const full = new URL(url);
  full.pathname = `/${schema}`;
  return full.toString();
}
