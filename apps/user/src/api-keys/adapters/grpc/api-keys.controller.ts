import { userV1 } from '@minisuite/contracts';
import { requireOperator, toTimestamp } from '@minisuite/grpc';
import { Controller } from '@nestjs/common';
import { AuthenticateApiKey } from '../../app/authenticate-api-key.js';
import { CreateApiKey } from '../../app/create-api-key.js';
import { LookUpApiKeys } from '../../app/look-up-api-keys.js';
import { ReplaceApiKey } from '../../app/replace-api-key.js';
import { RevokeApiKey } from '../../app/revoke-api-key.js';
import { RotateApiKey } from '../../app/rotate-api-key.js';
import type { ApiKeySecret, ApiKeyWithSecrets } from '../../domain/api-key.js';

const NO_FIELDS: userV1.ApiKeyFields = { name: '', scopes: [], networks: [], expiresInDays: 0 };

@Controller()
@userV1.ApiKeyServiceControllerMethods()
export class ApiKeysController implements userV1.ApiKeyServiceController {
  constructor(
    private readonly authenticates: AuthenticateApiKey,
    private readonly looksUp: LookUpApiKeys,
    private readonly creates: CreateApiKey,
    private readonly replaces: ReplaceApiKey,
    private readonly rotates: RotateApiKey,
    private readonly revokes: RevokeApiKey,
  ) {}

  async authenticateApiKey({ hash }: userV1.AuthenticateApiKeyRequest): Promise<userV1.AuthenticateApiKeyResponse> {
    const { id, name, scopes, networks } = await this.authenticates.run(hash);
    return { id, name, scopes: [...scopes], networks: [...networks] };
  }

  async listApiKeys({ limit, cursor }: userV1.ListApiKeysRequest): Promise<userV1.ListApiKeysResponse> {
    const { items, nextCursor } = await this.looksUp.list(limit, cursor);
    return { apiKeys: items.map(toWireKey), nextCursor: nextCursor ?? '' };
  }

  async getApiKey({ id }: userV1.GetApiKeyRequest): Promise<userV1.GetApiKeyResponse> {
    return { apiKey: toWireKey(await this.looksUp.get(id)) };
  }

  async createApiKey({ fields }: userV1.CreateApiKeyRequest): Promise<userV1.CreateApiKeyResponse> {
    const { id, text } = await this.creates.run(requireOperator().id, fields ?? NO_FIELDS);
    return { apiKey: toWireKey(await this.looksUp.get(id)), key: text };
  }

  async replaceApiKey({ id, fields }: userV1.ReplaceApiKeyRequest): Promise<userV1.ReplaceApiKeyResponse> {
    await this.replaces.run(requireOperator().id, id, fields ?? NO_FIELDS);
    return { apiKey: toWireKey(await this.looksUp.get(id)) };
  }

  async rotateApiKey({ id, overlapHours }: userV1.RotateApiKeyRequest): Promise<userV1.RotateApiKeyResponse> {
    const text = await this.rotates.run(requireOperator().id, id, overlapHours);
    return { apiKey: toWireKey(await this.looksUp.get(id)), key: text };
  }

  async revokeApiKey({ id }: userV1.RevokeApiKeyRequest): Promise<userV1.RevokeApiKeyResponse> {
    await this.revokes.run(requireOperator().id, id);
    return {};
  }
}

function toWireKey({ secrets, ...key }: ApiKeyWithSecrets): userV1.ApiKey {
  const { id, name, scopes, networks, createdAt, expiresAt, revokedAt } = key;
  return {
    id,
    name,
    scopes: [...scopes],
    networks: [...networks],
    createdAt: toTimestamp(createdAt),
    expiresAt: expiresAt && toTimestamp(expiresAt),
    revokedAt: revokedAt && toTimestamp(revokedAt),
    secrets: secrets.map(toWireSecret),
  };
}

function toWireSecret({ prefix, createdAt, expiresAt, lastUsedAt }: ApiKeySecret): userV1.ApiKeySecret {
  return {
    prefix,
    createdAt: toTimestamp(createdAt),
    expiresAt: expiresAt && toTimestamp(expiresAt),
    lastUsedAt: lastUsedAt && toTimestamp(lastUsedAt),
  };
}
