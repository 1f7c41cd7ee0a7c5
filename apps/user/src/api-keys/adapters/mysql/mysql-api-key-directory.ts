import { Conditions } from '@minisuite/database';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ApiKeyDirectory } from '../../app/ports.js';
import type { ApiKeySecret, ApiKeyWithSecrets, PresentedKey } from '../../domain/api-key.js';
import { apiKeyOf, type ApiKeyRow, KEY_COLUMNS } from './api-key-rows.js';

type SecretRow = ApiKeySecret & { readonly keyId: string };
type PresentedRow = ApiKeyRow & { readonly secretId: string; readonly secretExpiresAt: Date | null };

const MINUTE_MS = 60_000;
// What was rotated out long ago is of no interest.
const SECRETS_SHOWN = 3;

@Injectable()
export class MysqlApiKeyDirectory extends ApiKeyDirectory {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async list(before: string | null, count: number): Promise<ApiKeyWithSecrets[]> {
    const asked = new Conditions().optional('k.id < ?', before);
    return await this.find(`${asked.where} ORDER BY k.id DESC LIMIT ?`, [...asked.parameters, count]);
  }

  async get(id: string): Promise<ApiKeyWithSecrets | undefined> {
    return (await this.find('WHERE k.id = ?', [id]))[0];
  }

  async byHash(hash: string): Promise<PresentedKey | undefined> {
    const [row] = await this.dataSource.query<PresentedRow[]>(
      `SELECT ${KEY_COLUMNS}, s.id AS secretId, s.expires_at AS secretExpiresAt
        FROM api_key_secret s JOIN api_key k ON k.id = s.key_id WHERE s.hash = ?`,
      [hash],
    );
    return row && { key: apiKeyOf(row), secretId: String(row.secretId), secretExpiresAt: row.secretExpiresAt };
  }

  async noteUse(secretId: string, at: Date): Promise<void> {
    await this.dataSource.query(
      'UPDATE api_key_secret SET last_used_at = ? WHERE id = ? AND (last_used_at IS NULL OR last_used_at < ?)',
      [at, secretId, new Date(at.getTime() - MINUTE_MS)],
    );
  }

  private async find(rest: string, parameters: unknown[]): Promise<ApiKeyWithSecrets[]> {
    const rows = await this.dataSource.query<ApiKeyRow[]>(`SELECT ${KEY_COLUMNS} FROM api_key k ${rest}`, parameters);
    if (rows.length === 0) return [];
    const secrets = await this.dataSource.query<SecretRow[]>(
      `SELECT key_id AS keyId, prefix, created_at AS createdAt, expires_at AS expiresAt, last_used_at AS lastUsedAt
        FROM api_key_secret WHERE key_id IN (?) ORDER BY id DESC`,
      [rows.map(({ id }) => id)],
    );
    const ofKey = Map.groupBy(secrets, ({ keyId }) => String(keyId));
    return rows.map(apiKeyOf).map((key) => ({ ...key, secrets: (ofKey.get(key.id) ?? []).slice(0, SECRETS_SHOWN) }));
  }
}
