import { REQUEST } from '@minisuite/database';
import { Ids } from '@minisuite/ids';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { lockForAdmin } from '../../operators/app/lock-for-admin.js';
import { apiKeyFields, type AskedApiKey } from '../domain/api-key-input.js';
import { auditedKey } from './audited-key.js';
import { ApiKeyTransactions, NewKeys } from './ports.js';

@Injectable()
export class CreateApiKey {
  constructor(
    private readonly keys: NewKeys,
    private readonly transactions: ApiKeyTransactions,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /** Throws VALIDATION_FAILED, and FORBIDDEN unless an active admin asks. */
  async run(actorId: string, asked: AskedApiKey): Promise<{ id: string; text: string }> {
    const now = this.clock.now();
    const key = { ...apiKeyFields(asked, now), id: this.ids.next(), createdAt: now, revokedAt: null };
    const { text, ...secret } = this.keys.next();
    await this.transactions.run(REQUEST, async ({ operators, apiKeys, audit }) => {
      await lockForAdmin(operators, actorId, actorId);
      await apiKeys.add(key);
      await apiKeys.addSecret(key.id, { ...secret, id: this.ids.next(), createdAt: now });
      await audit.record({
        action: 'api-key.create',
        target: { type: 'api-key', id: key.id },
        after: auditedKey(key),
        details: { prefix: secret.prefix },
      });
    });
    return { id: key.id, text };
  }
}
