import { API_KEY_SCOPES, type userV1 } from '@minisuite/contracts';
import { dateOf } from '@minisuite/grpc';
import type { z } from 'zod';
import { promised } from '../../clients/promised.js';
import { given, moment } from '../../edge/optional.js';
import type { apiKeyFieldsSchema, apiKeySchema, newApiKeySchema } from './api-keys.schemas.js';

export function toApiKey(answer: userV1.ApiKey | null): z.infer<typeof apiKeySchema> {
  const { id, name, scopes, networks, createdAt, expiresAt, revokedAt, secrets } = promised(answer, 'key');
  return {
    id,
    name,
    scopes: API_KEY_SCOPES.filter((scope) => scopes.includes(scope)),
    networks,
    createdAt: dateOf(createdAt).toISOString(),
    ...given('expiresAt', moment(expiresAt)),
    ...given('revokedAt', moment(revokedAt)),
    secrets: secrets.map((secret) => ({
      prefix: secret.prefix,
      createdAt: dateOf(secret.createdAt).toISOString(),
      ...given('expiresAt', moment(secret.expiresAt)),
      ...given('lastUsedAt', moment(secret.lastUsedAt)),
    })),
  };
}

export function toNewApiKey({ apiKey, key }: userV1.CreateApiKeyResponse): z.infer<typeof newApiKeySchema> {
  return { apiKey: toApiKey(apiKey), key };
}

export function fromApiKeyFields(fields: z.infer<typeof apiKeyFieldsSchema>): userV1.ApiKeyFields {
  const { name, scopes, networks, expiresInDays = 0 } = fields;
  return { name, scopes, networks, expiresInDays };
}
