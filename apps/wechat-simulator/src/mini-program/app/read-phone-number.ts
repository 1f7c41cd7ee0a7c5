import { Injectable } from '@nestjs/common';
import { MerchantAccount } from '../../account/domain/merchant-account.js';
import { SimulatedClock } from '../../simulation/app/ports.js';
import { isMissing } from '../domain/credentials.js';
import { parsePhoneNumber } from '../domain/phone-number.js';
import { WechatError } from '../domain/wechat-error.js';
import { MiniProgramState } from './mini-program-state.js';

/** phonenumber.getPhoneNumber. */
@Injectable()
export class ReadPhoneNumber {
  constructor(
    private readonly account: MerchantAccount,
    private readonly state: MiniProgramState,
    private readonly clock: SimulatedClock,
  ) {}

  run(command: { readonly code: unknown; readonly openid: unknown }): object {
    const now = this.clock.now();
    if (isMissing(command.code)) throw new WechatError('codeMissing');
    const subject = this.state.phoneCodes.redeem(String(command.code), now, ({ openid }) => {
      if (!isMissing(command.openid) && command.openid !== openid) throw new WechatError('invalidOpenid');
    });
    const watermark = { timestamp: Math.floor(now.getTime() / 1000), appid: this.account.appId };
    return { ...parsePhoneNumber(subject.phoneNumber), watermark };
  }
}
