import { Clock } from '@minisuite/kernel';
import { encryptPush, pushSignature } from '@minisuite/wechat';
import { Injectable, Logger } from '@nestjs/common';
import { MerchantAccount } from '../../account/domain/merchant-account.js';
import { pushSecrets } from '../../account/domain/push-secrets.js';
import { NotificationSender } from '../../pay/app/ports.js';
import { Alarms, Randomness, SimulatedClock } from '../../simulation/app/ports.js';
import { Faults } from '../../simulation/domain/faults.js';
import { PushSettings } from './ports.js';

const ATTEMPTS = 3;
const PAUSE_MS = 5_000;

/** Tells the shop of an event, in JSON and safe mode: up to three times, until it is answered with 200. */
@Injectable()
export class PushEvent {
  private readonly logger = new Logger(PushEvent.name);

  constructor(
    private readonly account: MerchantAccount,
    private readonly settings: PushSettings,
    private readonly sender: NotificationSender,
    private readonly faults: Faults,
    private readonly alarms: Alarms,
    private readonly time: SimulatedClock,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  run(event: string, fields: object, delayMs: number): void {
    const { url } = this.settings;
    if (url === undefined) return;
    const due = new Date(this.time.now().getTime() + delayMs);
    const createTime = Math.floor(due.getTime() / 1000);
    const told = { ToUserName: 'gh_simulator', FromUserName: 'simulator', CreateTime: createTime };
    const message = JSON.stringify({ ...told, MsgType: 'event', Event: event, ...fields });
    this.schedule(url, message, 1, due);
  }

  private schedule(url: string, message: string, attempt: number, due: Date): void {
    this.alarms.at(due, () => void this.attempt(url, message, attempt, due));
  }

  private async attempt(url: string, message: string, attempt: number, due: Date): Promise<void> {
    const lost = this.faults.strikes('notify.lose', 'push');
    const result = lost ? { error: 'lost' } : await this.send(url, message);
    if ('httpStatus' in result && result.httpStatus === 200) return;
    this.logger.warn({ attempt, ...result }, 'a push was not acknowledged');
    if (attempt < ATTEMPTS) this.schedule(url, message, attempt + 1, new Date(due.getTime() + PAUSE_MS));
  }

  // The time of a signature is the real one: the shop checks it against its own clock.
  private send(url: string, message: string): ReturnType<NotificationSender['send']> {
    const { appId } = this.account;
    const { token, encodingAesKey } = pushSecrets(this.account);
    const encrypt = encryptPush(message, { encodingAesKey, appId });
    const timestamp = String(Math.floor(this.clock.now().getTime() / 1000));
    const nonce = this.randomness.digits(10);
    const address = new URL(url);
    const query = {
      signature: pushSignature({ token, timestamp, nonce }),
      timestamp,
      nonce,
      encrypt_type: 'aes',
      msg_signature: pushSignature({ token, timestamp, nonce, encrypt }),
    };
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
    return this.sender.send(address.href, JSON.stringify({ ToUserName: 'gh_simulator', Encrypt: encrypt }), {});
  }
}
