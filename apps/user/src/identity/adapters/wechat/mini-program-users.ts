import { type MiniProgramClient, WechatApiError, type WechatApiErrorKind } from '@minisuite/wechat';
import { Logger } from '@nestjs/common';
import { WechatUsers } from '../../app/ports.js';
import type { WechatIdentity } from '../../domain/account.js';
import { WechatCodeRefused, WechatUnavailable } from '../../domain/identity-errors.js';
import type { PhoneNumber } from '../../domain/phone-number.js';

// Besides bad codes: users whom WeChat blocks, codes of another user (an invalid argument to WeChat) and of another mini-program.
const REFUSED: ReadonlySet<WechatApiErrorKind> = new Set([
  'code_invalid',
  'user_blocked',
  'invalid_argument',
  'untrusted',
]);

export class MiniProgramUsers extends WechatUsers {
  private readonly logger = new Logger(MiniProgramUsers.name);

  constructor(private readonly client: Pick<MiniProgramClient, 'codeToSession' | 'getPhoneNumber'>) {
    super();
  }

  async identify(loginCode: string): Promise<WechatIdentity> {
    try {
      const { openid, sessionKey, unionid } = await this.client.codeToSession(loginCode);
      return { openid, sessionKey, unionid: unionid ?? null };
    } catch (error) {
      throw this.translate(error);
    }
  }

  async phoneNumber(code: string, openid: string): Promise<PhoneNumber> {
    try {
      const { countryCode, purePhoneNumber } = await this.client.getPhoneNumber(code, openid);
      return { countryCode, number: purePhoneNumber };
    } catch (error) {
      throw this.translate(error);
    }
  }

  private translate(error: unknown): unknown {
    if (!(error instanceof WechatApiError)) return error;
    if (REFUSED.has(error.kind)) return new WechatCodeRefused();
    this.logger.error({ kind: error.kind, errcode: error.errcode, errmsg: error.errmsg }, 'WeChat could not be asked');
    return new WechatUnavailable();
  }
}
