import type { Tx } from '@minisuite/database';
import { Sessions } from '../../../identity/app/ports.js';
import { deviceOf } from '../../../identity/domain/device.js';
import { Session, type SessionEnd } from '../../../identity/domain/session.js';

interface SessionRow {
  readonly id: string;
  readonly operator_id: string;
  readonly created_at: Date;
  readonly last_used_at: Date;
  readonly expires_at: Date;
  readonly ended_at: Date | null;
  readonly end_reason: SessionEnd | null;
}

const COLUMNS = 'id, operator_id, created_at, last_used_at, expires_at, ended_at, end_reason';

/** Sessions of operators; of the device nothing is kept. */
export class MysqlOperatorSessions extends Sessions {
  constructor(private readonly tx: Tx) {
    super();
  }

  async add(session: Session): Promise<void> {
    const { id, ownerId, createdAt, lastUsedAt, expiresAt, endedAt, endReason } = session.snapshot;
    const row = [id, ownerId, createdAt, lastUsedAt, expiresAt, endedAt, endReason];
    await this.tx.execute(`INSERT INTO operator_session (${COLUMNS}) VALUES ?`, [[row]]);
  }

  async lock(id: string): Promise<Session | null> {
    const [row] = await this.tx.query<SessionRow>(`SELECT ${COLUMNS} FROM operator_session WHERE id = ? FOR UPDATE`, [
      id,
    ]);
    return row ? sessionOf(row) : null;
  }

  async save(session: Session): Promise<void> {
    const { id, lastUsedAt, endedAt, endReason } = session.snapshot;
    await this.tx.execute('UPDATE operator_session SET last_used_at = ?, ended_at = ?, end_reason = ? WHERE id = ?', [
      lastUsedAt,
      endedAt,
      endReason,
      id,
    ]);
  }

  async endAll(operatorId: string, reason: SessionEnd, now: Date): Promise<void> {
    await this.tx.execute(
      'UPDATE operator_session SET ended_at = ?, end_reason = ? WHERE operator_id = ? AND ended_at IS NULL',
      [now, reason, operatorId],
    );
  }

  async endedSince(operatorId: string, since: Date): Promise<string[]> {
    const rows = await this.tx.query<{ id: string }>(
      'SELECT id FROM operator_session WHERE operator_id = ? AND ended_at >= ?',
      [operatorId, since],
    );
    return rows.map(({ id }) => String(id));
  }
}

function sessionOf(row: SessionRow): Session {
  return Session.restore({
    id: String(row.id),
    ownerId: String(row.operator_id),
    device: deviceOf('', ''),
    deviceKey: null,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    expiresAt: row.expires_at,
    endedAt: row.ended_at,
    endReason: row.end_reason,
  });
}
