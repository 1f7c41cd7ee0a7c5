import type { Tx } from '@minisuite/database';
import { RefreshTokens, type Succession } from '../../app/ports.js';

export class MysqlRefreshTokens extends RefreshTokens {
  constructor(
    private readonly tx: Tx,
    private readonly table: 'refresh_token' | 'operator_refresh_token' = 'refresh_token',
  ) {
    super();
  }

  async add(hash: Buffer, sessionId: string, now: Date): Promise<void> {
    const row = [hash, sessionId, now];
    await this.tx.execute(`INSERT INTO ${this.table} (hash, session_id, created_at) VALUES ?`, [[row]]);
  }

  async sessionOf(hash: Buffer): Promise<string | null> {
    const sql = `SELECT session_id FROM ${this.table} WHERE hash = ?`;
    const [row] = await this.tx.query<{ session_id: string }>(sql, [hash]);
    return row ? String(row.session_id) : null;
  }

  async supersede(hash: Buffer, salt: Buffer, now: Date): Promise<boolean> {
    const sql = `UPDATE ${this.table} SET superseded_at = ?, successor_salt = ? WHERE hash = ? AND superseded_at IS NULL`;
    return (await this.tx.execute(sql, [now, salt, hash])) === 1;
  }

  async successionOf(hash: Buffer): Promise<Succession | null> {
    const sql = `SELECT superseded_at, successor_salt FROM ${this.table} WHERE hash = ? AND superseded_at IS NOT NULL`;
    const [row] = await this.tx.query<{ superseded_at: Date; successor_salt: Buffer | null }>(sql, [hash]);
    return row ? { at: row.superseded_at, salt: row.successor_salt } : null;
  }
}
