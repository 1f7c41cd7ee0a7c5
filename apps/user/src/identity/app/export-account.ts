import { REQUEST } from '@minisuite/database';
import { Injectable } from '@nestjs/common';
import type { AccountState } from '../domain/account.js';
import { UserNotFound } from '../domain/identity-errors.js';
import type { OwnProfile } from '../domain/unpublished.js';
import { OwnProfiles } from './own-profiles.js';
import { IdentityTransactions } from './ports.js';

export type ExportedAccount = Pick<AccountState, 'openid' | 'unionid' | 'phone'> & { readonly profile: OwnProfile };

/** What an account holds, unmasked, for its owner. The session key is WeChat's and opens what others send: it is not told. */
@Injectable()
export class ExportAccount {
  constructor(
    private readonly transactions: IdentityTransactions,
    private readonly ownProfiles: OwnProfiles,
  ) {}

  async run(userId: string): Promise<ExportedAccount> {
    const account = await this.transactions.run(REQUEST, ({ accounts }) => accounts.find(userId));
    if (!account) throw new UserNotFound();
    const { openid, unionid, phone } = account.snapshot;
    return { profile: await this.ownProfiles.of(account.profile), openid, unionid, phone };
  }
}
