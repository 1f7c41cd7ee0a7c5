import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { entityId } from '../domain/entity-id.js';
import { UserNotFound } from '../domain/identity-errors.js';
import { LockOut } from './lock-out.js';
import { IdentityTransactions, type UserCard } from './ports.js';

export interface SetUserStatusCommand {
  readonly userId: string;
  readonly status: 'ACTIVE' | 'DISABLED';
  readonly reason: string;
}

@Injectable()
export class SetUserStatus {
  constructor(
    private readonly transactions: IdentityTransactions,
    private readonly lockOut: LockOut,
    private readonly clock: Clock,
  ) {}

  /** Disabling lets the user out everywhere; again it announces again what the first attempt may not have been able to. */
  async run({ userId, status, reason }: SetUserStatusCommand): Promise<UserCard> {
    const id = entityId(userId, 'userId');
    const now = this.clock.now();
    const { card, ended } = await this.transactions.run(REQUEST, async ({ accounts, sessions, audit }) => {
      const account = await accounts.lock(id);
      if (!account) throw new UserNotFound();
      const before = { status: account.snapshot.status };
      account.setStatus(status, now);
      await accounts.save(account);
      await audit.record({
        action: 'user.set-status',
        target: { type: 'user', id },
        reason,
        before,
        after: { status },
      });
      if (status === 'DISABLED') await sessions.endAll(id, 'RIGHTS_CHANGED', now);
      const { updatedAt } = account.snapshot;
      return {
        card: { profile: account.profile, status, updatedAt },
        ended: status === 'DISABLED' ? await this.lockOut.ended(sessions, id, now) : [],
      };
    });
    await this.lockOut.announce(ended);
    return card;
  }
}
