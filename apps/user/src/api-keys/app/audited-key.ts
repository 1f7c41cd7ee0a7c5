import type { ApiKeyFields } from '../domain/api-key.js';

type Plain = Pick<ApiKeyFields, keyof ApiKeyFields>;

/** What an audit row tells of a key. */
export function auditedKey({ name, scopes, networks, expiresAt }: ApiKeyFields): Plain {
  return { name, scopes, networks, expiresAt };
}
