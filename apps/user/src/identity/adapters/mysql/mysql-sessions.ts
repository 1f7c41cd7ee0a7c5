import type { Tx } from '@minisuite/database';
import { Sessions } from '../../app/ports.js';
import { Session, type SessionEnd } from '../../domain/session.js';

interface SessionRow {
  readonly id: string;
  readonly user_id: string;
  readonly device_platform: string;
  readonly device_model: string;
  readonly device_key: Buffer | null;
  readonly created_at: Date;
  readonly last_used_at: Date;
  readonly expires_at: Date;
  readonly ended_at: Date | null;
  readonly end_reason: SessionEnd | null;
}

const COLUMNS =
  'id, user_id, device_platform, device_model, device_key, created_at, last_used_at, expires_at, ended_at, end_reason';

export class MysqlSessions extends Sessions {
  constructor(private readonly tx: Tx) {
    super();
  }

  async add(session: Session): Promise<void> {
    const { id, ownerId, device, deviceKey, createdAt, lastUsedAt, expiresAt, endedAt, endReason } = session.snapshot;
    const { platform, model } = device;
    const row = [id, ownerId, platform, model, deviceKey, createdAt, lastUsedAt, expiresAt, endedAt, endReason];
    await this.tx.execute(`INSERT INTO session (${COLUMNS}) VALUES ?`, [[row]]);
  }

  async lock(id: string): Promise<Session | null> {
    const [row] = await this.tx.query<SessionRow>(`SELECT ${COLUMNS} FROM session WHERE id = ? FOR UPDATE`, [id]);
    return row ? sessionOf(row) : null;
  }

  async save(session: Session): Promise<void> {
    const { id, lastUsedAt, endedAt, endReason } = session.snapshot;
    await this.tx.execute('UPDATE session SET last_used_at = ?, ended_at = ?, end_reason = ? WHERE id = ?', [
      lastUsedAt,
      endedAt,
      endReason,
      id,
    ]);
  }

  async endAll(userId: string, reason: SessionEnd, now: Date): Promise<void> {
    await this.tx.execute('UPDATE session SET ended_at = ?, end_reason = ? WHERE user_id = ? AND ended_at IS NULL', [
      now,
      reason,
      userId,
    ]);
  }

  async endedSince(userId: string, since: Date): Promise<string[]> {
    const sql = 'SELECT id FROM session WHERE user_id = ? AND ended_at >= ?';
    return (await this.tx.query<{ id: string }>(sql, [userId, since])).map(({ id }) => String(id));
  }
}

function sessionOf(row: SessionRow): Session {
  return Session.restore({
    id: String(row.id),
    ownerId: String(row.user_id),
    device: { platform: row.device_platform, model: row.device_model },
    deviceKey: row.device_key,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    expiresAt: row.expires_at,
    endedAt: row.ended_at,
    endReason: row.end_reason,
  });
}
