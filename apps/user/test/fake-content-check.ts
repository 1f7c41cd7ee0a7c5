import { ContentCheck } from '../src/identity/app/ports.js';
import { WechatUnavailable } from '../src/identity/domain/identity-errors.js';

/** WeChat's content check in memory. */
export class FakeContentCheck extends ContentCheck {
  away = false;
  /** What makes a text unacceptable. */
  unacceptable: string | undefined;
  readonly asked: { text: string; openid: string }[] = [];

  async isAcceptable(text: string, openid: string): Promise<boolean> {
    if (this.away) throw new WechatUnavailable();
    this.asked.push({ text, openid });
    return this.unacceptable === undefined || !text.includes(this.unacceptable);
  }
}
