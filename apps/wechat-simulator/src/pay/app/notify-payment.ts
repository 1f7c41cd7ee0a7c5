import { Injectable } from '@nestjs/common';
import { Randomness, SimulatedClock } from '../../simulation/app/ports.js';
import { beijingTime } from '../domain/beijing-time.js';
import { Notification } from '../domain/notification.js';
import type { SigningMode } from '../domain/signing-mode.js';
import type { Trade } from '../domain/trade.js';
import { transactionView } from '../domain/transaction-view.js';
import { DeliverNotification } from './deliver-notification.js';
import { PayState } from './pay-state.js';
import { NotificationSettings, PayKeys } from './ports.js';

/** Writes the TRANSACTION.SUCCESS notification of a paid order and has it delivered. */
@Injectable()
export class NotifyPayment {
  constructor(
    private readonly state: PayState,
    private readonly keys: PayKeys,
    private readonly clock: SimulatedClock,
    private readonly randomness: Randomness,
    private readonly settings: NotificationSettings,
    private readonly deliverNotification: DeliverNotification,
  ) {}

  run(trade: Trade, signWith: SigningMode = this.settings.signWith): void {
    const now = this.clock.now();
    const id = `EV-${this.randomness.digits(19)}`;
    const body = JSON.stringify({
      id,
      create_time: beijingTime(now),
      resource_type: 'encrypt-resource',
      event_type: 'TRANSACTION.SUCCESS',
      summary: '支付成功',
      resource: {
        original_type: 'transaction',
        ...this.keys.encrypt('transaction', JSON.stringify(transactionView(trade, now))),
      },
    });
    const { notifyUrl, outTradeNo } = trade.request;
    const notification = new Notification(id, notifyUrl, body, signWith);
    this.state.addNotification(outTradeNo, notification);
    this.deliverNotification.schedule(outTradeNo, notification, 1, now);
  }
}
