import { Injectable, Logger } from '@nestjs/common';
import { Alarms, Randomness, SimulatedClock } from '../../simulation/app/ports.js';
import { Faults } from '../../simulation/domain/faults.js';
import type { Notification } from '../domain/notification.js';
import { nextAttemptAt } from '../domain/notification-schedule.js';
import { payRequestId } from '../domain/pay-request-id.js';
import { PayState } from './pay-state.js';
import { NotificationSender, type SendResult } from './ports.js';
import { SignAsWechat } from './sign-as-wechat.js';

/** Sends a notification until it is answered by 200 or 204, or WeChat's schedule has run out. */
@Injectable()
export class DeliverNotification {
  private readonly logger = new Logger(DeliverNotification.name);

  constructor(
    private readonly state: PayState,
    private readonly sender: NotificationSender,
    private readonly signAsWechat: SignAsWechat,
    private readonly faults: Faults,
    private readonly alarms: Alarms,
    private readonly clock: SimulatedClock,
    private readonly randomness: Randomness,
  ) {}

  schedule(outTradeNo: string, notification: Notification, attempt: number, due: Date): void {
    this.alarms.at(due, () => {
      this.attempt(outTradeNo, notification, attempt, due).catch((error: unknown) => {
        this.logger.error({ err: error, outTradeNo }, 'a notification could not be sent');
      });
    });
  }

  private async attempt(outTradeNo: string, notification: Notification, attempt: number, due: Date): Promise<void> {
    const sends = [this.deliver(notification, attempt, false)];
    if (this.faults.duplicatesNotification()) sends.push(this.deliver(notification, attempt, true));
    await Promise.all(sends);
    if (notification.acknowledged || !this.state.knows(outTradeNo, notification)) return;
    const next = nextAttemptAt(attempt, due);
    this.logger.warn({ outTradeNo, attempt, next }, 'a notification was not acknowledged');
    if (next !== undefined) this.schedule(outTradeNo, notification, attempt + 1, next);
  }

  private async deliver(notification: Notification, attempt: number, duplicate: boolean): Promise<void> {
    const at = this.clock.now();
    const result = this.faults.losesNotification() ? { error: 'lost' } : await this.send(notification);
    notification.deliveries.push({ attempt, at, duplicate, ...result });
  }

  private async send({ notifyUrl, body, signWith }: Notification): Promise<SendResult> {
    const signature = await this.signAsWechat.run(signWith, body);
    return this.sender.send(notifyUrl, body, { ...signature, 'Request-ID': payRequestId(this.randomness.hex(40), 0) });
  }
}
