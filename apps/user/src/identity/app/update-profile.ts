import { REQUEST } from '@minisuite/database';
import { Ids } from '@minisuite/ids';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { UserNotFound, WechatUnavailable } from '../domain/identity-errors.js';
import { type ProfileChange, profileChange, unacceptable } from '../domain/profile-change.js';
import type { ContentField, OwnProfile } from '../domain/unpublished.js';
import { OwnProfiles } from './own-profiles.js';
import { AvatarHosts, ContentCheck, IdentityTransactions, Profiles } from './ports.js';

const FIELDS = ['nickname', 'avatarUrl', 'city'] as const;
const TEXTS = ['nickname', 'city'] as const;

@Injectable()
export class UpdateProfile {
  constructor(
    private readonly profiles: Profiles,
    private readonly ownProfiles: OwnProfiles,
    private readonly contentCheck: ContentCheck,
    private readonly transactions: IdentityTransactions,
    private readonly avatarHosts: AvatarHosts,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /** Refuses with VALIDATION_FAILED what WeChat would not show; what WeChat has not looked at yet waits, seen by its author only. */
  async run(userId: string, given: ProfileChange): Promise<OwnProfile> {
    const change = profileChange(given, this.avatarHosts.names);
    const texts = await this.waitingTexts(userId, change);
    const profile = await this.transactions.run(REQUEST, async ({ accounts, drafts }) => {
      const account = await accounts.lock(userId);
      if (!account) throw new UserNotFound();
      const now = this.clock.now();
      const { avatarUrl } = change;
      const looked = !avatarUrl || avatarUrl === account.snapshot.avatarUrl || !this.contentCheck.looksAtPictures;
      const waiting = new Set<ContentField>([...texts, ...(looked ? [] : ['avatarUrl' as const])]);
      const shown = FIELDS.filter((field) => change[field] !== undefined && !waiting.has(field));
      account.updateProfile(Object.fromEntries(shown.map((field) => [field, change[field]])), now);
      await drafts.drop(userId, shown);
      for (const field of waiting) {
        await drafts.put(userId, { id: this.ids.next(), field, value: change[field] ?? '' }, now);
      }
      await accounts.save(account);
      return account.profile;
    });
    return await this.ownProfiles.of(profile);
  }

  /** Those that WeChat cannot look at now. */
  private async waitingTexts(userId: string, change: ProfileChange): Promise<readonly ContentField[]> {
    const given = TEXTS.filter((field) => change[field]);
    if (given.length === 0) return [];
    const openid = await this.profiles.openidOf(userId);
    if (openid === null) throw new UserNotFound();
    const text = given.map((field) => change[field]).join('\n');
    try {
      const verdict = await this.contentCheck.verdictOn(text, 'profile', openid);
      // Nobody is there to look at what WeChat is not sure of.
      if (verdict !== 'pass') throw unacceptable(given);
      return [];
    } catch (error) {
      if (error instanceof WechatUnavailable) return given;
      throw error;
    }
  }
}
