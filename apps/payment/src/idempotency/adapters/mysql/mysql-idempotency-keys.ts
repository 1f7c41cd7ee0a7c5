import type { Tx } from '@minisuite/database';
import { IdempotencyKeys } from '../../app/ports.js';
import type { KeyRecord, Outcome, RequestKey } from '../../domain/claim.js';
import { refusalFrom, refusalText } from './refusal-text.js';

interface KeyRow {
  readonly request_hash: string;
  readonly owner: string;
  readonly locked_until: Date;
  readonly expires_at: Date;
  readonly reference: string | null;
  readonly refusal: string | null;
}

const THIS_KEY = 'user_id = ? AND route = ? AND idempotency_key = ?';
const valuesOf = ({ userId, route, key }: RequestKey) => [userId, route, key];

export class MysqlIdempotencyKeys extends IdempotencyKeys {
  constructor(private readonly tx: Tx) {
    super();
  }

  async addOrLock(key: RequestKey, record: KeyRecord): Promise<KeyRecord> {
    // The update of nothing makes losers wait for an exclusive lock; a plain insert would leave each with a shared one, and then
    // they would deadlock over the exclusive one.
    await this.tx.execute(
      `INSERT INTO idempotency (user_id, route, idempotency_key, request_hash, state, owner, locked_until, expires_at)
        VALUES (?, ?, ?, ?, 'in_progress', ?, ?, ?) ON DUPLICATE KEY UPDATE state = state`,
      [...valuesOf(key), record.requestHash, record.owner, record.lockedUntil, record.expiresAt],
    );
    const [row] = await this.tx.query<KeyRow>(
      `SELECT request_hash, owner, locked_until, expires_at, reference, refusal FROM idempotency WHERE ${THIS_KEY} FOR UPDATE`,
      valuesOf(key),
    );
    if (!row) throw new Error('an idempotency key vanished under its lock');
    return recordOf(row);
  }

  async replace(key: RequestKey, record: KeyRecord): Promise<void> {
    const changed = await this.tx.execute(
      `UPDATE idempotency SET request_hash = ?, state = 'in_progress', owner = ?, locked_until = ?, expires_at = ?,
        reference = NULL, refusal = NULL WHERE ${THIS_KEY}`,
      [record.requestHash, record.owner, record.lockedUntil, record.expiresAt, ...valuesOf(key)],
    );
    if (changed !== 1) throw new Error('an idempotency key vanished under its lock');
  }

  async finish(key: RequestKey, owner: string, outcome: Outcome): Promise<boolean> {
    const [reference, refusal] =
      'reference' in outcome ? [outcome.reference, null] : [null, refusalText(outcome.refusal)];
    const changed = await this.tx.execute(
      `UPDATE idempotency SET state = 'done', reference = ?, refusal = ?
        WHERE ${THIS_KEY} AND owner = ? AND state = 'in_progress'`,
      [reference, refusal, ...valuesOf(key), owner],
    );
    return changed === 1;
  }

  async release(key: RequestKey, owner: string, now: Date): Promise<void> {
    await this.tx.execute(
      `UPDATE idempotency SET locked_until = ? WHERE ${THIS_KEY} AND owner = ? AND state = 'in_progress'`,
      [now, ...valuesOf(key), owner],
    );
  }

  async deleteExpired(now: Date, limit: number): Promise<number> {
    return this.tx.execute('DELETE FROM idempotency WHERE expires_at <= ? ORDER BY expires_at LIMIT ?', [now, limit]);
  }
}

function recordOf(row: KeyRow): KeyRecord {
  return {
    requestHash: row.request_hash,
    owner: row.owner,
    lockedUntil: row.locked_until,
    expiresAt: row.expires_at,
    outcome: outcomeOf(row),
  };
}

function outcomeOf({ reference, refusal }: KeyRow): Outcome | null {
  if (reference !== null) return { reference };
  return refusal === null ? null : { refusal: refusalFrom(refusal) };
}
