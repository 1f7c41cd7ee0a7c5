import { REQUEST } from '@minisuite/database';
import { Clock, DomainError } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import type { SubscriptionResult } from '../domain/subscription-result.js';
import { OrderPaidTemplate, SubscriptionTransactions } from './ports.js';

interface Grant {
  readonly templateId: string;
  readonly result: SubscriptionResult | undefined;
}

/** Records what the user answered; each accept allows one message of that template. */
@Injectable()
export class RecordConsents {
  constructor(
    private readonly transactions: SubscriptionTransactions,
    private readonly orderPaid: OrderPaidTemplate,
    private readonly clock: Clock,
  ) {}

  async run(userId: string, grants: readonly Grant[]): Promise<void> {
    const valid = grants.map(({ templateId, result }, index) => {
      if (templateId !== this.orderPaid.id)
        throw refused(`grants.${index}.templateId`, 'is not a template of this mini-program');
      if (!result) throw refused(`grants.${index}.result`, 'must be accept, reject or ban');
      return { templateId, result };
    });
    await this.transactions.run(REQUEST, async ({ consents }) => {
      for (const { templateId, result } of valid) await consents.record(userId, templateId, result, this.clock.now());
    });
  }
}

function refused(path: string, message: string): DomainError {
  return new DomainError('invalid', 'VALIDATION_FAILED', 'The grants are not valid.', [{ path, message }]);
}
