import type { Tx } from '@minisuite/database';
import { RefreshTokens } from '../../app/ports.js';

export class MysqlRefreshTokens extends RefreshTokens {
  constructor(private readonly tx: Tx) {
    super();
  }

  async add(hash: Buffer, sessionId: string, now: Date): Promise<void> {
    await this.tx.execute('INSERT INTO refresh_token (hash, session_id, created_at) VALUES (?, ?, ?)', [
      hash,
      sessionId,
      now,
    ]);
  }

  async sessionOf(hash: Buffer): Promise<string | null> {
    const [row] = await this.tx.query<{ session_id: string }>('SELECT session_id FROM refresh_token WHERE hash = ?', [
      hash,
    ]);
    return row ? String(row.session_id) : null;
  }

  async supersede(hash: Buffer, now: Date): Promise<boolean> {
    const matched = await this.tx.execute(
      'UPDATE refresh_token SET superseded_at = ? WHERE hash = ? AND superseded_at IS NULL',
      [now, hash],
    );
    return matched === 1;
  }
}
