import { Injectable } from '@nestjs/common';
import { Randomness, SimulatedClock } from '../../simulation/app/ports.js';
import { beijingTime } from '../domain/beijing-time.js';
import { Notification } from '../domain/notification.js';
import type { SigningMode } from '../domain/signing-mode.js';
import { DeliverNotification } from './deliver-notification.js';
import { PayState } from './pay-state.js';
import { NotificationSettings, PayKeys } from './ports.js';

export interface Message {
  readonly topic: string;
  readonly notifyUrl: string;
  readonly kind: 'transaction' | 'refund';
  readonly event: string;
  readonly summary: string;
  readonly resource: Readonly<Record<string, unknown>>;
  /** The same with another amount. */
  readonly wrongResource: Readonly<Record<string, unknown>>;
  readonly signWith?: SigningMode | undefined;
}

/** Writes a notification, encrypted, and has it delivered. */
@Injectable()
export class WriteNotification {
  constructor(
    private readonly state: PayState,
    private readonly keys: PayKeys,
    private readonly clock: SimulatedClock,
    private readonly randomness: Randomness,
    private readonly settings: NotificationSettings,
    private readonly deliverNotification: DeliverNotification,
  ) {}

  run(message: Message): void {
    const now = this.clock.now();
    const id = this.newId();
    const notification = new Notification({
      topic: message.topic,
      id,
      notifyUrl: message.notifyUrl,
      body: this.body(id, message, message.resource, now),
      signWith: message.signWith ?? this.settings.signWith,
      wrongBody: () => this.body(this.newId(), message, message.wrongResource, now),
    });
    this.state.addNotification(notification);
    this.deliverNotification.start(notification, now);
  }

  private newId(): string {
    return `EV-${this.randomness.digits(19)}`;
  }

  private body(id: string, { kind, event, summary }: Message, resource: Message['resource'], now: Date): string {
    return JSON.stringify({
      id,
      create_time: beijingTime(now),
      resource_type: 'encrypt-resource',
      event_type: event,
      summary,
      resource: { original_type: kind, ...this.keys.encrypt(kind, JSON.stringify(resource)) },
    });
  }
}
