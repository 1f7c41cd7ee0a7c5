import mysql2, { type Connection, type Pool, type PoolOptions } from 'mysql2';
import { DataSource, type MigrationInterface } from 'typeorm';

/** Where the schema is and what lives in it. */
export interface DatabaseSettings {
  /** `mysql://user:password@host:port/schema`; with `?tls=true` the server must have a certificate of that host. */
  readonly url: string;
  readonly poolSize: number;
  readonly entities?: (new () => object)[];
  readonly migrations?: (new () => MigrationInterface)[];
}

// One round trip per connection instead of one per transaction; `SET SESSION TRANSACTION` is understood by MySQL and MariaDB alike.
const SESSION = 'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED';

const driver = {
  ...mysql2,
  createPool(options: PoolOptions): Pool {
    const pool = mysql2.createPool(options);
    pool.on('connection', (connection: Connection) => connection.query(SESSION));
    return pool;
  },
};

/** A data source for MySQL or MariaDB: READ COMMITTED, UTC, bigint as string, bounded pool and queue. */
export function createDataSource(settings: DatabaseSettings): DataSource {
  return new DataSource({
    type: 'mysql',
    driver,
    ...linkOf(settings.url),
    timezone: 'Z',
    charset: 'utf8mb4',
    supportBigNumbers: true,
    bigNumberStrings: true,
    poolSize: settings.poolSize,
    entities: settings.entities ?? [],
    migrations: settings.migrations ?? [],
    migrationsTransactionMode: 'none',
    // Without `trace` the driver makes no stack for each statement; TypeORM's own error has that of the caller.
    extra: { queueLimit: settings.poolSize * 200, connectTimeout: 5000, enableKeepAlive: true, trace: false },
  });
}

/** An authority of one's own is trusted by NODE_EXTRA_CA_CERTS. */
function linkOf(address: string): { url: string; ssl?: object } {
  const url = new URL(address);
  const isTls = url.searchParams.get('tls') === 'true';
  url.searchParams.delete('tls');
  return { url: url.href, ...(isTls && { ssl: { verifyIdentity: true } }) };
}
