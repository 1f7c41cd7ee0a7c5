import { Injectable } from '@nestjs/common';
import { MerchantAccount } from '../../account/domain/merchant-account.js';
import { Randomness, SimulatedClock } from '../../simulation/app/ports.js';
import { Faults } from '../../simulation/domain/faults.js';
import { type AppCredentials, checkCredentials, isMissing } from '../domain/credentials.js';
import { WechatError } from '../domain/wechat-error.js';
import { MiniProgramState } from './mini-program-state.js';

export interface ExchangeLoginCodeCommand extends AppCredentials {
  readonly code: unknown;
}

/** auth.code2Session. */
@Injectable()
export class ExchangeLoginCode {
  constructor(
    private readonly account: MerchantAccount,
    private readonly state: MiniProgramState,
    private readonly clock: SimulatedClock,
    private readonly randomness: Randomness,
    private readonly faults: Faults,
  ) {}

  run(command: ExchangeLoginCodeCommand): Record<string, string> {
    if (isMissing(command.appid)) throw new WechatError('appidMissing');
    if (isMissing(command.secret)) throw new WechatError('secretMissing');
    if (isMissing(command.code)) throw new WechatError('codeMissing');
    checkCredentials(command, this.account, 'authorization_code');
    const { openid, unionid } = this.state.loginCodes.redeem(String(command.code), this.clock.now());
    const session = { session_key: this.randomness.base64(16), openid };
    if (this.faults.strikes('login.blocked')) throw new WechatError('codeBlocked');
    return unionid === undefined ? session : { ...session, unionid };
  }
}
