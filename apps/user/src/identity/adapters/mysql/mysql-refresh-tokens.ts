import type { Tx } from '@minisuite/database';
import { RefreshTokens } from '../../app/ports.js';

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

  async supersede(hash: Buffer, now: Date): Promise<boolean> {
    const sql = `UPDATE ${this.table} SET superseded_at = ? WHERE hash = ? AND superseded_at IS NULL`;
    return (await this.tx.execute(sql, [now, hash])) === 1;
  }
}
