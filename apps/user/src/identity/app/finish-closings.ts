import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable, Logger } from '@nestjs/common';
import { Closings, IdentityTransactions, OpenOrders } from './ports.js';

// A request that was let in before the sessions ended may still place an order; none lives as long as this.
const QUIET_MS = 60_000;
const AT_ONCE = 20;

/** Forgets the personal data of accounts that are being closed, once nothing of theirs is open. */
@Injectable()
export class FinishClosings {
  private readonly logger = new Logger('FinishClosings');

  constructor(
    private readonly closings: Closings,
    private readonly openOrders: OpenOrders,
    private readonly transactions: IdentityTransactions,
    private readonly clock: Clock,
  ) {}

  /** Answers whether there may be more to do. */
  async execute(): Promise<boolean> {
    const due = await this.closings.due(new Date(this.clock.now().getTime() - QUIET_MS), AT_ONCE);
    for (const userId of due) await this.finish(userId, await this.openOrders.has(userId));
    return due.length === AT_ONCE;
  }

  private async finish(userId: string, open: boolean): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run(REQUEST, async ({ accounts, traces }) => {
      const account = await accounts.lock(userId);
      if (account?.snapshot.status !== 'CLOSING') return;
      if (open) account.postponeClosing(now);
      else {
        account.close(now);
        await traces.forget(userId);
      }
      await accounts.save(account);
    });
    this.logger.log({ userId }, open ? 'the account cannot be closed yet: it has open orders' : 'account closed');
  }
}
