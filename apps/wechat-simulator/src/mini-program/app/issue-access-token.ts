import { Injectable } from '@nestjs/common';
import { MerchantAccount } from '../../account/domain/merchant-account.js';
import { Randomness, SimulatedClock } from '../../simulation/app/ports.js';
import { type AppCredentials, checkCredentials } from '../domain/credentials.js';
import type { IssuedToken } from '../domain/token-book.js';
import { WechatError } from '../domain/wechat-error.js';
import { MiniProgramState } from './mini-program-state.js';

export interface StableTokenCommand extends AppCredentials {
  readonly forceRefresh: unknown;
}

@Injectable()
export class IssueAccessToken {
  constructor(
    private readonly account: MerchantAccount,
    private readonly state: MiniProgramState,
    private readonly clock: SimulatedClock,
    private readonly randomness: Randomness,
  ) {}

  /** getAccessToken: every call ends the token before it. */
  plain(command: AppCredentials): IssuedToken {
    checkCredentials(command, this.account, 'client_credential');
    return this.state.tokens.issuePlain(this.freshToken(), this.clock.now());
  }

  /** getStableAccessToken: the same token as long as it lasts. */
  stable(command: StableTokenCommand): IssuedToken {
    checkCredentials(command, this.account, 'client_credential');
    const { forceRefresh = false } = command;
    if (typeof forceRefresh !== 'boolean') throw new WechatError('badFormat');
    const { tokens } = this.state;
    const now = this.clock.now();
    return forceRefresh ? tokens.forceStable(this.freshToken(), now) : tokens.issueStable(this.freshToken(), now);
  }

  private freshToken(): string {
    return `${this.randomness.digits(2)}_${this.randomness.alphanumeric(133)}`;
  }
}
