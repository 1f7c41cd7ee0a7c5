import { type WechatIdentity } from '../src/identity/domain/account.js';
import { WechatCodeRefused, WechatUnavailable } from '../src/identity/domain/identity-errors.js';
import type { PhoneNumber } from '../src/identity/domain/phone-number.js';
import { WechatUsers } from '../src/identity/app/ports.js';

/** WeChat in memory: its codes are good once. */
export class FakeWechatUsers extends WechatUsers {
  away = false;
  private readonly logins = new Map<string, WechatIdentity>();
  private readonly phones = new Map<string, { openid: string; phone: PhoneNumber }>();
  private made = 0;

  loginCode(openid: string, unionid: string | null = null): string {
    const code = this.nextCode();
    this.logins.set(code, { openid, unionid, sessionKey: `session-key-${code}` });
    return code;
  }

  phoneCode(openid: string, number: string): string {
    const code = this.nextCode();
    this.phones.set(code, { openid, phone: { countryCode: '86', number } });
    return code;
  }

  async identify(loginCode: string): Promise<WechatIdentity> {
    if (this.away) throw new WechatUnavailable();
    const identity = this.logins.get(loginCode);
    if (!identity || !this.logins.delete(loginCode)) throw new WechatCodeRefused();
    return identity;
  }

  async phoneNumber(code: string, openid: string): Promise<PhoneNumber> {
    if (this.away) throw new WechatUnavailable();
    const known = this.phones.get(code);
    if (known?.openid !== openid) throw new WechatCodeRefused();
    this.phones.delete(code);
    return known.phone;
  }

  private nextCode(): string {
    this.made += 1;
    return `code-${this.made}`;
  }
}
