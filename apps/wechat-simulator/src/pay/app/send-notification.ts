import { Injectable } from '@nestjs/common';
import { Randomness, SimulatedClock } from '../../simulation/app/ports.js';
import { Faults } from '../../simulation/domain/faults.js';
import type { Delivery, Notification } from '../domain/notification.js';
import { payRequestId } from '../domain/pay-request-id.js';
import { NotificationSender, type SendResult } from './ports.js';
import { SignAsWechat } from './sign-as-wechat.js';

export type Sending = Pick<Delivery, 'attempt' | 'duplicate' | 'forged'>;

/** POSTs a notification once, or something forged in its name, and notes how it was answered. */
@Injectable()
export class SendNotification {
  constructor(
    private readonly sender: NotificationSender,
    private readonly signAsWechat: SignAsWechat,
    private readonly faults: Faults,
    private readonly clock: SimulatedClock,
    private readonly randomness: Randomness,
  ) {}

  async run(notification: Notification, sending: Sending): Promise<void> {
    const at = this.clock.now();
    const lost = sending.forged === undefined && this.faults.strikes('notify.lose');
    const result = lost ? { error: 'lost' } : await this.send(notification, sending);
    notification.deliveries.push({ ...sending, at, ...result });
  }

  private async send({ text }: Notification, { forged }: Sending): Promise<SendResult> {
    const body = forged === 'wrongAmount' ? text.wrongBody() : text.body;
    // A true signature of other bytes: it can be told only by verifying it.
    const signature = await this.signAsWechat.run(text.signWith, forged === 'badSignature' ? `${body} ` : body);
    return this.sender.send(text.notifyUrl, body, {
      ...signature,
      'Request-ID': payRequestId(this.randomness.hex(40), 0),
    });
  }
}
