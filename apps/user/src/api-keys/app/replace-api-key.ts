import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { entityId } from '../../identity/domain/entity-id.js';
import { ApiKeyRevoked } from '../domain/api-key-errors.js';
import { apiKeyFields, type AskedApiKey } from '../domain/api-key-input.js';
import { lockApiKey } from './lock-api-key.js';
import { auditedKey } from './audited-key.js';
import { ApiKeyTransactions } from './ports.js';

@Injectable()
export class ReplaceApiKey {
  constructor(
    private readonly transactions: ApiKeyTransactions,
    private readonly clock: Clock,
  ) {}

  /** Throws VALIDATION_FAILED, NOT_FOUND, CONFLICT for a revoked key, and FORBIDDEN unless an active admin asks. */
  async run(actorId: string, keyId: string, asked: AskedApiKey): Promise<void> {
    const id = entityId(keyId, 'id');
    const fields = apiKeyFields(asked, this.clock.now());
    await this.transactions.run(REQUEST, async ({ audit, ...repositories }) => {
      const before = await lockApiKey(repositories, actorId, id);
      if (before.revokedAt) throw new ApiKeyRevoked();
      await repositories.apiKeys.save({ ...before, ...fields });
      const change = { before: auditedKey(before), after: auditedKey(fields) };
      await audit.record({ action: 'api-key.replace', target: { type: 'api-key', id }, ...change });
    });
  }
}
