import type { Cause } from '@minisuite/database';
import { Injectable } from '@nestjs/common';
import { InboxTransactions } from './ports.js';

/** Forgets all that was told, or was to be told, to users who have closed their accounts. */
@Injectable()
export class ForgetUsers {
  constructor(private readonly transactions: InboxTransactions) {}

  async run(userIds: readonly string[], cause: Cause): Promise<void> {
    await this.transactions.run(cause, async ({ inbox, consents, deliveries }) => {
      await inbox.forget(userIds);
      await consents.forget(userIds);
      await deliveries.forget(userIds);
    });
  }
}
