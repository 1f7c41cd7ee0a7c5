import { ContentCheck } from '../src/identity/app/ports.js';
import { WechatUnavailable } from '../src/identity/domain/identity-errors.js';
import type { TextScene, TextVerdict } from '../src/identity/domain/text-check.js';

/** WeChat's content check in memory. */
export class FakeContentCheck extends ContentCheck {
  away = false;
  looksAtPictures = false;
  readonly pictures: { url: string; openid: string; traceId: string }[] = [];
  /** What makes a text unacceptable. */
  unacceptable: string | undefined;
  readonly asked: { text: string; scene: TextScene; openid: string }[] = [];

  async verdictOn(text: string, scene: TextScene, openid: string): Promise<TextVerdict> {
    if (this.away) throw new WechatUnavailable();
    this.asked.push({ text, scene, openid });
    return this.unacceptable === undefined || !text.includes(this.unacceptable) ? 'pass' : 'risky';
  }

  async submitPicture(url: string, openid: string): Promise<string | null> {
    if (this.away) throw new WechatUnavailable();
    const traceId = `trace-${url}-${this.pictures.length}`;
    this.pictures.push({ url, openid, traceId });
    return traceId;
  }
}
