import { Injectable, Logger } from '@nestjs/common';
import { Alarms, SimulatedClock } from '../../simulation/app/ports.js';
import { Faults } from '../../simulation/domain/faults.js';
import type { Notification } from '../domain/notification.js';
import { nextAttemptAt } from '../domain/notification-schedule.js';
import { PayState } from './pay-state.js';
import { SendNotification } from './send-notification.js';

/** How long one that is held back waits to be overtaken, in simulated time. */
export const HELD_BACK_MS = 30_000;

/** Sends a notification until it is answered by 200 or 204, or WeChat's schedule has run out. */
@Injectable()
export class DeliverNotification {
  private readonly logger = new Logger(DeliverNotification.name);

  constructor(
    private readonly state: PayState,
    private readonly sendNotification: SendNotification,
    private readonly faults: Faults,
    private readonly alarms: Alarms,
    private readonly clock: SimulatedClock,
  ) {}

  start(notification: Notification, now: Date): void {
    const due = new Date(now.getTime() + this.faults.rates.notify.delayMs);
    const waits = this.faults.strikes('notify.reorder');
    if (!waits || !this.state.heldBack.isFree) return this.schedule(notification, 1, due);
    let gone = false;
    const release = () => {
      if (!gone && this.state.knows(notification)) this.schedule(notification, 1, this.clock.now());
      gone = true;
    };
    this.state.heldBack.hold(release);
    this.alarms.at(new Date(due.getTime() + HELD_BACK_MS), () => {
      if (!gone) this.state.heldBack.letGo();
    });
  }

  private schedule(notification: Notification, attempt: number, due: Date): void {
    this.alarms.at(due, () => {
      this.attempt(notification, attempt, due).catch((error: unknown) => {
        this.logger.error({ err: error, topic: notification.text.topic }, 'a notification could not be sent');
      });
    });
  }

  private async attempt(notification: Notification, attempt: number, due: Date): Promise<void> {
    if (attempt === 1) await this.forge(notification);
    const sends = [this.sendNotification.run(notification, { attempt, duplicate: false })];
    if (this.faults.strikes('notify.duplicate')) {
      sends.push(this.sendNotification.run(notification, { attempt, duplicate: true }));
    }
    await Promise.all(sends);
    if (!this.state.knows(notification)) return;
    if (attempt === 1) this.state.heldBack.letGo();
    if (notification.acknowledged) return;
    const next = nextAttemptAt(attempt, due);
    this.logger.warn({ topic: notification.text.topic, attempt, next }, 'a notification was not acknowledged');
    if (next !== undefined) this.schedule(notification, attempt + 1, next);
  }

  private async forge(notification: Notification): Promise<void> {
    const kinds = (['badSignature', 'wrongAmount'] as const).filter((kind) => this.faults.strikes(`notify.${kind}`));
    for (const forged of kinds) await this.sendNotification.run(notification, { attempt: 1, duplicate: false, forged });
  }
}
