import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { TABLE_OPTIONS } from './table-options.js';

/** DDL of the table that a schema needs for leases. */
export const LEASE_TABLE = `CREATE TABLE lease (
  name VARCHAR(64) NOT NULL PRIMARY KEY,
  owner CHAR(36) NOT NULL,
  fence BIGINT UNSIGNED NOT NULL,
  expires_at DATETIME(3) NOT NULL
) ${TABLE_OPTIONS}`;

/** The right to be the only one who does something, until `validUntil` (ms of performance.now(), so no clock change prolongs it). */
export interface Lease {
  readonly name: string;
  /** Grows with each change of owner, and with time, so that it is larger even than one that a restored backup has forgotten. */
  readonly fence: string;
  readonly validUntil: number;
}

const NEXT_FENCE = 'ROUND(UNIX_TIMESTAMP(NOW(3)) * 1000)';

/** Leases in the service's own schema, measured by the database's clock. */
export class Leases {
  private readonly owner = randomUUID();

  constructor(private readonly dataSource: DataSource) {}

  /** Takes or prolongs a lease for `ttlMs`; null when another process holds it. */
  async acquire(name: string, ttlMs: number): Promise<Lease | null> {
    const validUntil = performance.now() + ttlMs;
    const micros = ttlMs * 1000;
    const taken = await this.affected(
      `UPDATE lease SET fence = IF(owner = ?, fence, GREATEST(fence + 1, ${NEXT_FENCE})), owner = ?, expires_at = UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND
        WHERE name = ? AND (owner = ? OR expires_at < UTC_TIMESTAMP(3))`,
      [this.owner, this.owner, micros, name, this.owner],
    );
    if (taken === 0) {
      const added = await this.affected(
        `INSERT IGNORE INTO lease (name, owner, fence, expires_at)
          VALUES (?, ?, ${NEXT_FENCE}, UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND)`,
        [name, this.owner, micros],
      );
      if (added === 0) return null;
    }
    const rows = await this.dataSource.query<{ fence: string }[]>(
      'SELECT fence FROM lease WHERE name = ? AND owner = ?',
      [name, this.owner],
    );
    const row = rows[0];
    return row ? { name, fence: String(row.fence), validUntil } : null;
  }

  /** Gives a lease back at once, so that another process need not wait for its end. */
  async release(name: string): Promise<void> {
    await this.affected("UPDATE lease SET expires_at = '2000-01-01' WHERE name = ? AND owner = ?", [name, this.owner]);
  }

  private async affected(sql: string, parameters: unknown[]): Promise<number> {
    const result = await this.dataSource.query<{ affectedRows: number }>(sql, parameters);
    return result.affectedRows;
  }
}
