import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { UserNotFound } from '../domain/identity-errors.js';
import { oneTimeCode } from '../domain/one-time-code.js';
import { IdentityTransactions, Profiles, WechatUsers } from './ports.js';

@Injectable()
export class BindPhone {
  constructor(
    private readonly wechat: WechatUsers,
    private readonly profiles: Profiles,
    private readonly transactions: IdentityTransactions,
    private readonly clock: Clock,
  ) {}

  /** Answers the number as it may be shown. */
  async run(userId: string, code: string): Promise<string> {
    const openid = await this.profiles.openidOf(userId);
    if (openid === null) throw new UserNotFound();
    const phone = await this.wechat.phoneNumber(oneTimeCode(code), openid);
    return this.transactions.run(REQUEST, async ({ accounts }) => {
      const account = await accounts.lock(userId);
      if (!account) throw new UserNotFound();
      account.bindPhone(phone, this.clock.now());
      await accounts.save(account);
      return account.profile.phoneMasked;
    });
  }
}
