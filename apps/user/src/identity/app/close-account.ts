import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { OrdersOpen, UserNotFound } from '../domain/identity-errors.js';
import { LockOut } from './lock-out.js';
import { IdentityTransactions, OpenOrders } from './ports.js';

@Injectable()
export class CloseAccount {
  constructor(
    private readonly openOrders: OpenOrders,
    private readonly transactions: IdentityTransactions,
    private readonly lockOut: LockOut,
    private readonly clock: Clock,
  ) {}

  /**
   * Lets nobody in from now on; FinishClosings does the rest. Asking again announces the ended sessions again, so that a caller whose
   * first attempt failed half-way can repeat it.
   */
  async run(userId: string): Promise<void> {
    if (await this.openOrders.has(userId)) throw new OrdersOpen();
    const now = this.clock.now();
    const ended = await this.transactions.run(REQUEST, async ({ accounts, sessions }) => {
      const account = await accounts.lock(userId);
      if (!account) throw new UserNotFound();
      account.beginClosing(now);
      await accounts.save(account);
      await sessions.endAll(userId, 'ACCOUNT_CLOSED', now);
      return await this.lockOut.ended(sessions, userId, now);
    });
    await this.lockOut.announce(ended);
  }
}
