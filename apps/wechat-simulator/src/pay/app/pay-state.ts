import type { Notification } from '../domain/notification.js';
import { TradeBook } from '../domain/trade-book.js';

/** Everything WeChat Pay remembers about the merchant. */
export class PayState {
  readonly trades = new TradeBook();
  private readonly notifications = new Map<string, Notification[]>();

  addNotification(outTradeNo: string, notification: Notification): void {
    this.notifications.set(outTradeNo, [...this.notificationsOf(outTradeNo), notification]);
  }

  notificationsOf(outTradeNo: string): readonly Notification[] {
    return this.notifications.get(outTradeNo) ?? [];
  }

  /** False once it was forgotten: then an attempt still under way has no successor. */
  knows(outTradeNo: string, notification: Notification): boolean {
    return this.notificationsOf(outTradeNo).includes(notification);
  }

  forget(): void {
    this.trades.forget();
    this.notifications.clear();
  }
}
