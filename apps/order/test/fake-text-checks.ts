import { DomainError } from '@minisuite/kernel';
import { TextChecks } from '../src/content/app/ports.js';
import type { Verdict } from '../src/content/domain/waiting-text.js';

/** WeChat as the user service speaks of it. */
export class FakeTextChecks extends TextChecks {
  away = true;
  /** What makes a text unacceptable. */
  readonly minded = '坏';
  readonly asked: { userId: string; text: string }[] = [];
  /** Awaited before it answers. */
  before: () => Promise<void> = async () => {};

  async verdictOn(userId: string, text: string): Promise<Verdict> {
    this.asked.push({ userId, text });
    await this.before();
    if (this.away) throw new DomainError('unavailable', 'WECHAT_UNAVAILABLE', 'WeChat is away.');
    return text.includes(this.minded) ? 'REJECTED' : 'PASSED';
  }
}
