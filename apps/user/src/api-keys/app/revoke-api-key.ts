import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { entityId } from '../../identity/domain/entity-id.js';
import { lockApiKey } from './lock-api-key.js';
import { ApiKeyTransactions } from './ports.js';

@Injectable()
export class RevokeApiKey {
  constructor(
    private readonly transactions: ApiKeyTransactions,
    private readonly clock: Clock,
  ) {}

  /** For good; revoking again changes nothing. Throws NOT_FOUND, and FORBIDDEN unless an active admin asks. */
  async run(actorId: string, keyId: string): Promise<void> {
    const id = entityId(keyId, 'id');
    await this.transactions.run(REQUEST, async ({ audit, ...repositories }) => {
      const key = await lockApiKey(repositories, actorId, id);
      if (key.revokedAt) return;
      await repositories.apiKeys.save({ ...key, revokedAt: this.clock.now() });
      await audit.record({ action: 'api-key.revoke', target: { type: 'api-key', id }, details: { name: key.name } });
    });
  }
}
