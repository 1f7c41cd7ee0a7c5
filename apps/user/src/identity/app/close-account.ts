import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { OrdersOpen, UserNotFound } from '../domain/identity-errors.js';
import { SessionPolicy } from '../domain/session-policy.js';
import { EndedSessions, IdentityTransactions, OpenOrders } from './ports.js';

@Injectable()
export class CloseAccount {
  constructor(
    private readonly openOrders: OpenOrders,
    private readonly transactions: IdentityTransactions,
    private readonly endedSessions: EndedSessions,
    private readonly policy: SessionPolicy,
    private readonly clock: Clock,
  ) {}

  /**
   * Lets nobody in from now on; FinishClosings does the rest. Asking again announces the ended sessions again, so that a caller whose
   * first attempt failed half-way can repeat it.
   */
  async run(userId: string): Promise<void> {
    if (await this.openOrders.has(userId)) throw new OrdersOpen();
    const now = this.clock.now();
    const since = new Date(now.getTime() - this.policy.accessTokenMs);
    const ended = await this.transactions.run(REQUEST, async ({ accounts, sessions }) => {
      const account = await accounts.lock(userId);
      if (!account) throw new UserNotFound();
      account.beginClosing(now);
      await accounts.save(account);
      await sessions.endAll(userId, 'ACCOUNT_CLOSED', now);
      return await sessions.endedSince(userId, since);
    });
    await Promise.all(ended.map((id) => this.endedSessions.announce(id)));
  }
}
