import { API_KEY_SCOPES } from '@minisuite/contracts';
import type { ApiKey } from '../../domain/api-key.js';

export interface ApiKeyRow {
  readonly id: string;
  readonly name: string;
  readonly scopes: string;
  readonly networks: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

export const KEY_COLUMNS =
  'k.id, k.name, k.scopes, k.networks, k.created_at AS createdAt, k.expires_at AS expiresAt, k.revoked_at AS revokedAt';

export function apiKeyOf({ id, name, scopes, networks, createdAt, expiresAt, revokedAt }: ApiKeyRow): ApiKey {
  const held = scopes.split(',');
  return {
    id: String(id),
    name,
    scopes: API_KEY_SCOPES.filter((scope) => held.includes(scope)),
    networks: networks === '' ? [] : networks.split(','),
    createdAt,
    expiresAt,
    revokedAt,
  };
}
