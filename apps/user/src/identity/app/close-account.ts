import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { entityId } from '../domain/entity-id.js';
import { OrdersOpen, UserNotFound } from '../domain/identity-errors.js';
import type { Account } from '../domain/account.js';
import { LockOut } from './lock-out.js';
import { type IdentityRepositories, IdentityTransactions, OpenOrders, type UserCard } from './ports.js';

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
    await this.close(userId, async ({ accounts }, account, now) => {
      account.beginClosing(now);
      await accounts.save(account);
    });
  }

  /** What an operator does for a user who cannot. */
  async runFor(givenId: string, reason: string): Promise<UserCard> {
    const id = entityId(givenId, 'userId');
    return await this.close(id, async ({ accounts, audit }, account, now) => {
      const before = { status: account.snapshot.status };
      account.beginClosingFor(now);
      await accounts.save(account);
      const after = { status: account.snapshot.status };
      await audit.record({ action: 'user.close', target: { type: 'user', id }, reason, before, after });
    });
  }

  private async close(
    userId: string,
    begin: (repositories: IdentityRepositories, account: Account, now: Date) => Promise<void>,
  ): Promise<UserCard> {
    if (await this.openOrders.has(userId)) throw new OrdersOpen();
    const now = this.clock.now();
    const { card, ended } = await this.transactions.run(REQUEST, async (repositories) => {
      const { accounts, sessions } = repositories;
      const account = await accounts.lock(userId);
      if (!account) throw new UserNotFound();
      await begin(repositories, account, now);
      await sessions.endAll(userId, 'ACCOUNT_CLOSED', now);
      const { status, updatedAt } = account.snapshot;
      return {
        card: { profile: account.profile, status, updatedAt },
        ended: await this.lockOut.ended(sessions, userId, now),
      };
    });
    await this.lockOut.announce(ended);
    return card;
  }
}
