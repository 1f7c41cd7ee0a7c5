import { delay } from '@minisuite/kernel';

/** Spaces out what nobody waits for, so that catching up after an outage does not use up what WeChat allows a merchant. */
export class WechatPace {
  private next = 0;

  constructor(private readonly perSecond: number) {}

  /** Resolves when the next call may be made. */
  async turn(): Promise<void> {
    const now = performance.now();
    const at = Math.max(now, this.next);
    this.next = at + 1000 / this.perSecond;
    if (at > now) await delay(at - now);
  }
}
