import { REQUEST } from '@minisuite/database';
import { Ids } from '@minisuite/ids';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { Account, type WechatIdentity } from '../domain/account.js';
import type { Device } from '../domain/device.js';
import { oneTimeCode } from '../domain/one-time-code.js';
import { Session, type SessionState } from '../domain/session.js';
import { SessionPolicy } from '../domain/session-policy.js';
import type { OwnProfile } from '../domain/unpublished.js';
import { OwnProfiles } from './own-profiles.js';
import {
  type IdentityRepositories,
  IdentityTransactions,
  OpenidTaken,
  RefreshTokenSecrets,
  WechatUsers,
} from './ports.js';
import { type TokenPair, TokenPairs, USER } from './token-pairs.js';

interface Opened {
  readonly account: Account;
  readonly session: Session;
  readonly refreshToken: string;
}

type KnownDevice = Pick<SessionState, 'device' | 'deviceKey'>;

@Injectable()
export class LogInWithWechat {
  constructor(
    private readonly wechat: WechatUsers,
    private readonly transactions: IdentityTransactions,
    private readonly secrets: RefreshTokenSecrets,
    private readonly tokenPairs: TokenPairs,
    private readonly policy: SessionPolicy,
    private readonly ids: Ids,
    private readonly ownProfiles: OwnProfiles,
    private readonly clock: Clock,
  ) {}

  async run(code: string, device: Device, deviceId: string): Promise<{ tokens: TokenPair; profile: OwnProfile }> {
    const identity = await this.wechat.identify(oneTimeCode(code));
    const now = this.clock.now();
    const { account, session, refreshToken } = await this.enter(
      identity,
      { device, deviceKey: this.secrets.deviceKeyOf(deviceId) },
      now,
    );
    return {
      tokens: this.tokenPairs.issue(session, refreshToken, now, USER),
      profile: await this.ownProfiles.of(account.profile),
    };
  }

  private async enter(identity: WechatIdentity, on: KnownDevice, now: Date): Promise<Opened> {
    const known = await this.signIn(identity, on, now);
    if (known) return known;
    try {
      return await this.register(identity, on, now);
    } catch (error) {
      if (!(error instanceof OpenidTaken)) throw error;
    }
    // In a transaction of its own: the refused insert holds a shared lock, with which two losers would deadlock here.
    const winner = await this.signIn(identity, on, now);
    if (!winner) throw new Error('an openid is taken, but its account cannot be found');
    return winner;
  }

  private signIn(identity: WechatIdentity, on: KnownDevice, now: Date): Promise<Opened | null> {
    return this.transactions.run(REQUEST, async (repositories) => {
      const account = await repositories.accounts.lockByOpenid(identity.openid);
      if (!account) return null;
      account.signIn(identity, now);
      await repositories.accounts.save(account);
      return this.open(repositories, account, on, now);
    });
  }

  private register(identity: WechatIdentity, on: KnownDevice, now: Date): Promise<Opened> {
    return this.transactions.run(REQUEST, async (repositories) => {
      const account = Account.register(this.ids.next(), identity, now);
      await repositories.accounts.add(account);
      return this.open(repositories, account, on, now);
    });
  }

  private async open(
    { sessions, refreshTokens }: IdentityRepositories,
    account: Account,
    on: KnownDevice,
    now: Date,
  ): Promise<Opened> {
    const session = Session.open({ id: this.ids.next(), ownerId: account.id, ...on }, now, this.policy.sessionMs);
    const { token, hash } = this.secrets.create();
    await sessions.add(session);
    await refreshTokens.add(hash, session.id, now);
    return { account, session, refreshToken: token };
  }
}
