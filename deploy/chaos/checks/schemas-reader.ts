import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import type { Row } from './books.ts';

const NO_SUCH_TABLE = new Set(['ER_NO_SUCH_TABLE', 'ER_BAD_DB_ERROR']);

/** Asks the schemas of the services, one connection each; it only reads. */
export class SchemasReader {
  readonly #url: string;
  readonly #connections = new Map<string, Promise<Connection>>();

  constructor(mysqlUrl: string) {
    this.#url = mysqlUrl;
  }

  /** None when there is no such table. */
  async rows(schema: string, sql: string): Promise<Row[]> {
    try {
      const [rows] = await (await this.#connection(schema)).query<RowDataPacket[]>(sql);
      return rows as Row[];
    } catch (error) {
      if (NO_SUCH_TABLE.has((error as { code?: string }).code ?? '')) return [];
      throw error;
    }
  }

  async close(): Promise<void> {
    const opened = await Promise.allSettled(this.#connections.values());
    await Promise.all(opened.map((each) => (each.status === 'fulfilled' ? each.value.end() : undefined)));
  }

  #connection(schema: string): Promise<Connection> {
    const known = this.#connections.get(schema);
    if (known) return known;
    const options = { uri: this.#url, database: `minisuite_${schema}` };
    const fresh = createConnection({ ...options, supportBigNumbers: true, bigNumberStrings: true });
    this.#connections.set(schema, fresh);
    return fresh;
  }
}
