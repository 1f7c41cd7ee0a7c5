import { Clock } from '@minisuite/kernel';
import { Counter, metrics } from '@minisuite/service';
import { Injectable, Logger } from '@nestjs/common';
import { SettlePicture } from '../../content/app/settle-picture.js';
import { PushRefused } from '../domain/push-refused.js';
import { mustBeRecent, type Push, type RawPush } from '../domain/raw-push.js';
import { RecentPushes, SignedPushes } from './ports.js';

const pushes = new Counter({
  name: 'minisuite_wechat_pushes_total',
  help: 'Pushes of WeChat, by what became of them: unknown is what nobody here waits for.',
  labelNames: ['result'],
  registers: [metrics()],
});

@Injectable()
export class HandlePush {
  private readonly logger = new Logger('Push');

  constructor(
    private readonly signed: SignedPushes,
    private readonly recent: RecentPushes,
    private readonly settlePicture: SettlePicture,
    private readonly clock: Clock,
  ) {}

  /** Returns when it is done with, now or earlier; throws PushRefused, or what makes WeChat try again. */
  async run(raw: RawPush): Promise<void> {
    try {
      const push = this.signed.open(raw);
      const { timestamp = '', nonce = '' } = raw.query;
      mustBeRecent(timestamp, this.clock.now());
      if (!(await this.recent.admit(`${timestamp}:${nonce}`, raw.body))) throw new PushRefused('reused_nonce');
      pushes.inc({ result: await this.once(push) });
    } catch (error) {
      const result = error instanceof PushRefused ? error.why : 'failed';
      pushes.inc({ result });
      this.logger.warn({ result }, 'push refused');
      throw error;
    }
  }

  // Noted when its effects are there and not before: they bear a repetition, and a crash in between must not lose them.
  private async once(push: Push): Promise<string> {
    if (await this.recent.has(push.id)) return 'repeated';
    const { picture } = push;
    if (picture) await this.settlePicture.run(picture.traceId, picture.passed);
    else this.logger.debug({ type: push.type }, 'nobody waits for this push');
    if (!(await this.recent.note(push.id))) return 'repeated';
    return picture ? 'handled' : 'unknown';
  }
}
