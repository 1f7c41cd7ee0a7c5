import type { Tx } from '@minisuite/database';
import { ApiKeys, type NewSecret } from '../../app/ports.js';
import type { ApiKey } from '../../domain/api-key.js';
import { apiKeyOf, type ApiKeyRow, KEY_COLUMNS } from './api-key-rows.js';

export class MysqlApiKeys extends ApiKeys {
  constructor(private readonly tx: Tx) {
    super();
  }

  async add({ id, name, scopes, networks, createdAt, expiresAt }: ApiKey): Promise<void> {
    await this.tx.execute(
      'INSERT INTO api_key (id, name, scopes, networks, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)',
      [id, name, scopes.join(','), networks.join(','), createdAt, expiresAt],
    );
  }

  async lock(id: string): Promise<ApiKey | undefined> {
    const sql = `SELECT ${KEY_COLUMNS} FROM api_key k WHERE k.id = ? FOR UPDATE`;
    return (await this.tx.query<ApiKeyRow>(sql, [id])).map(apiKeyOf)[0];
  }

  async save({ id, name, scopes, networks, expiresAt, revokedAt }: ApiKey): Promise<void> {
    const saved = await this.tx.execute(
      'UPDATE api_key SET name = ?, scopes = ?, networks = ?, expires_at = ?, revoked_at = ? WHERE id = ? AND revoked_at IS NULL',
      [name, scopes.join(','), networks.join(','), expiresAt, revokedAt, id],
    );
    if (saved !== 1) throw new Error(`the key ${id} is not as it was loaded`);
  }

  async addSecret(keyId: string, { id, hash, prefix, createdAt }: NewSecret): Promise<void> {
    await this.tx.execute('INSERT INTO api_key_secret (id, key_id, hash, prefix, created_at) VALUES (?, ?, ?, ?, ?)', [
      id,
      keyId,
      hash,
      prefix,
      createdAt,
    ]);
  }

  async endSecrets(keyId: string, newestEndsAt: Date, now: Date): Promise<void> {
    // Those that have an end were rotated out before: only the newest has none.
    const end = 'LEAST(COALESCE(expires_at, ?), IF(expires_at IS NULL, ?, ?))';
    await this.tx.execute(`UPDATE api_key_secret SET expires_at = ${end} WHERE key_id = ?`, [
      newestEndsAt,
      newestEndsAt,
      now,
      keyId,
    ]);
  }
}
