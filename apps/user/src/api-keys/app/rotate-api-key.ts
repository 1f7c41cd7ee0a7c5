import { REQUEST } from '@minisuite/database';
import { Ids } from '@minisuite/ids';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { entityId } from '../../identity/domain/entity-id.js';
import { ApiKeyRevoked } from '../domain/api-key-errors.js';
import { overlapEnd } from '../domain/api-key-input.js';
import { lockApiKey } from './lock-api-key.js';
import { ApiKeyTransactions, NewKeys } from './ports.js';

@Injectable()
export class RotateApiKey {
  constructor(
    private readonly keys: NewKeys,
    private readonly transactions: ApiKeyTransactions,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /**
   * Gives another text; the one before is good for the overlap still, so that the partner can change it without a gap. Throws
   * VALIDATION_FAILED, NOT_FOUND, CONFLICT for a revoked key, and FORBIDDEN unless an active admin asks.
   */
  async run(actorId: string, keyId: string, overlapHours: number): Promise<string> {
    const id = entityId(keyId, 'id');
    const now = this.clock.now();
    const until = overlapEnd(overlapHours, now);
    const { text, ...secret } = this.keys.next();
    await this.transactions.run(REQUEST, async ({ audit, ...repositories }) => {
      const key = await lockApiKey(repositories, actorId, id);
      if (key.revokedAt) throw new ApiKeyRevoked();
      await repositories.apiKeys.endSecrets(id, until, now);
      await repositories.apiKeys.addSecret(id, { ...secret, id: this.ids.next(), createdAt: now });
      const details = { prefix: secret.prefix, formerUntil: until.toISOString() };
      await audit.record({ action: 'api-key.rotate', target: { type: 'api-key', id }, details });
    });
    return text;
  }
}
