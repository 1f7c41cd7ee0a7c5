import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { UserNotFound } from '../domain/identity-errors.js';
import type { Profile } from '../domain/profile.js';
import { type ProfileChange, profileChange, unacceptable } from '../domain/profile-change.js';
import { AvatarHosts, ContentCheck, IdentityTransactions, Profiles } from './ports.js';

const TEXTS = ['nickname', 'city'] as const;

@Injectable()
export class UpdateProfile {
  constructor(
    private readonly profiles: Profiles,
    private readonly contentCheck: ContentCheck,
    private readonly transactions: IdentityTransactions,
    private readonly avatarHosts: AvatarHosts,
    private readonly clock: Clock,
  ) {}

  /** Refuses with VALIDATION_FAILED what WeChat would not show, and with WECHAT_UNAVAILABLE what WeChat cannot look at now. */
  async run(userId: string, given: ProfileChange): Promise<Profile> {
    const change = profileChange(given, this.avatarHosts.names);
    await this.checkTexts(userId, change);
    return await this.transactions.run(REQUEST, async ({ accounts }) => {
      const account = await accounts.lock(userId);
      if (!account) throw new UserNotFound();
      account.updateProfile(change, this.clock.now());
      await accounts.save(account);
      return account.profile;
    });
  }

  private async checkTexts(userId: string, change: ProfileChange): Promise<void> {
    const given = TEXTS.filter((field) => change[field]);
    if (given.length === 0) return;
    const openid = await this.profiles.openidOf(userId);
    if (openid === null) throw new UserNotFound();
    const text = given.map((field) => change[field]).join('\n');
    const verdict = await this.contentCheck.verdictOn(text, 'profile', openid);
    // Nobody is there to look at what WeChat is not sure of.
    if (verdict !== 'pass') throw unacceptable(given);
  }
}
