import { createConnection, createPool, type Pool, type RowDataPacket } from 'mysql2/promise';
import { describeMysql } from '../production-mysql.ts';

export interface PreparedMysql {
  /** Which MySQL it is. */
  mysql: string;
  undo(): Promise<void>;
}

/** Makes the schemas and sees to it that every commit is on the disk, as in production. */
export async function prepareMysql(adminUrl: string, schemas: readonly string[]): Promise<PreparedMysql> {
  const admin = await createConnection({ uri: adminUrl });
  const [rows] = await admin.query<RowDataPacket[]>('SELECT @@GLOBAL.innodb_flush_log_at_trx_commit AS flush');
  const before = Number(rows[0]?.['flush']);
  if (before !== 1) await admin.query('SET GLOBAL innodb_flush_log_at_trx_commit = 1');
  for (const schema of schemas) await admin.query(`CREATE DATABASE ${schema} CHARACTER SET utf8mb4`);
  const mysql = await describeMysql(admin);
  await admin.end();
  const undo = async (): Promise<void> => {
    const again = await createConnection({ uri: adminUrl });
    if (before !== 1) await again.query('SET GLOBAL innodb_flush_log_at_trx_commit = ?', [before]);
    // What a service can only add to is in schemas beside its own.
    for (const schema of schemas.flatMap((own) => [own, `${own}_audit`, `${own}_ledger`])) {
      await again.query(`DROP DATABASE IF EXISTS ${schema}`);
    }
    await again.end();
  };
  return { mysql, undo };
}

export function schemaUrl(adminUrl: string, schema: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${schema}`;
  return url.toString();
}

export function poolOf(uri: string, connectionLimit: number): Pool {
  return createPool({ uri, connectionLimit, supportBigNumbers: true, bigNumberStrings: true, timezone: 'Z' });
}
