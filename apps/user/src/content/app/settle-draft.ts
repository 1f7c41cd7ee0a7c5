import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable, Logger } from '@nestjs/common';
import { type DueDraft, IdentityTransactions } from '../../identity/app/ports.js';

/** Shows others what WeChat has nothing against; of anything else its author is shown that it was rejected. */
@Injectable()
export class SettleDraft {
  private readonly logger = new Logger('Drafts');

  constructor(
    private readonly transactions: IdentityTransactions,
    private readonly clock: Clock,
  ) {}

  /** Changes nothing when its author was faster with another value. */
  async run({ id, userId, field, value }: DueDraft, passed: boolean): Promise<void> {
    const settled = await this.transactions.run(REQUEST, async ({ accounts, drafts }) => {
      const account = await accounts.lock(userId);
      if (!account) return false;
      if (!passed) return await drafts.reject(id);
      if (!(await drafts.take(id))) return false;
      account.publish({ [field]: value }, this.clock.now());
      await accounts.save(account);
      return true;
    });
    if (settled) this.logger.log({ userId, field, passed }, 'WeChat has looked at a profile');
  }
}
