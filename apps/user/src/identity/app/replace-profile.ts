import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { entityId } from '../domain/entity-id.js';
import { UserNotFound } from '../domain/identity-errors.js';
import { profileChange, type ProfileFields } from '../domain/profile-change.js';
import { AvatarHosts, IdentityTransactions, type UserCard } from './ports.js';

export interface ReplaceProfileCommand extends ProfileFields {
  readonly userId: string;
  readonly reason: string;
}

@Injectable()
export class ReplaceProfile {
  constructor(
    private readonly transactions: IdentityTransactions,
    private readonly avatarHosts: AvatarHosts,
    private readonly clock: Clock,
  ) {}

  /**
   * What an operator writes for a user. WeChat is not asked: it looks only at texts of somebody who has just been there, and the operator
   * answers for these. Throws NOT_FOUND, CONFLICT for an account that was closed, and VALIDATION_FAILED.
   */
  async run({ userId, reason, ...given }: ReplaceProfileCommand): Promise<UserCard> {
    const id = entityId(userId, 'userId');
    const change = profileChange(given, this.avatarHosts.names);
    return await this.transactions.run(REQUEST, async ({ accounts, drafts, audit }) => {
      const account = await accounts.lock(id);
      if (!account) throw new UserNotFound();
      const changed = account.correctProfile(change, this.clock.now());
      // What its user wrote before must not take the place of this later.
      await drafts.drop(id, changed);
      await accounts.save(account);
      // Which, and not what: names and places are personal.
      const details = { changed: changed.join(',') };
      await audit.record({ action: 'user.replace-profile', target: { type: 'user', id }, reason, details });
      const { status, updatedAt } = account.snapshot;
      return { profile: account.profile, status, updatedAt };
    });
  }
}
