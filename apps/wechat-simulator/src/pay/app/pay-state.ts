import { BillLinks } from '../domain/bill-links.js';
import { Funds } from '../domain/funds.js';
import { HeldBack } from '../domain/held-back.js';
import type { Notification } from '../domain/notification.js';
import { RefundBook } from '../domain/refund-book.js';
import { TradeBook } from '../domain/trade-book.js';

/** Everything WeChat Pay remembers about the merchant. */
export class PayState {
  readonly trades = new TradeBook();
  readonly refunds = new RefundBook();
  readonly funds = new Funds();
  readonly heldBack = new HeldBack();
  readonly billLinks = new BillLinks();
  private readonly notifications = new Map<string, Notification[]>();

  addNotification(notification: Notification): void {
    const { topic } = notification.text;
    this.notifications.set(topic, [...this.notificationsOf(topic), notification]);
  }

  notificationsOf(topic: string): readonly Notification[] {
    return this.notifications.get(topic) ?? [];
  }

  /** False once it was forgotten: then an attempt still under way has no successor. */
  knows(notification: Notification): boolean {
    return this.notificationsOf(notification.text.topic).includes(notification);
  }

  forget(): void {
    this.trades.forget();
    this.refunds.forget();
    this.funds.set(null);
    this.heldBack.forget();
    this.billLinks.forget();
    this.notifications.clear();
  }
}
