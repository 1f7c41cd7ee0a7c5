import { Counter, metrics } from '@minisuite/service';
import { Injectable, Logger } from '@nestjs/common';
import { NotificationRefused } from '../domain/notification-refused.js';
import { PaymentNotFound, TradeMismatch } from '../domain/payment-errors.js';
import type { RawNotification } from '../domain/raw-notification.js';
import type { PaidTrade } from '../domain/trade.js';
import { WechatPay } from './ports.js';
import { SettlePayment } from './settle-payment.js';

const notifications = new Counter({
  name: 'minisuite_payment_notifications_total',
  help: 'Payment notifications of WeChat Pay, by what became of them.',
  labelNames: ['result'],
  registers: [metrics()],
});

@Injectable()
export class HandlePaymentNotification {
  private readonly logger = new Logger('PaymentNotification');

  constructor(
    private readonly wechatPay: WechatPay,
    private readonly settlePayment: SettlePayment,
  ) {}

  /** Returns when the money is booked, now or earlier; throws what WeChat has to be told, so that it tries again or stops. */
  async execute(notification: RawNotification): Promise<void> {
    let trade: PaidTrade | undefined;
    try {
      trade = await this.wechatPay.openNotification(notification);
      const { settled } = await this.settlePayment.execute(trade);
      notifications.inc({ result: settled ? 'settled' : 'repeated' });
    } catch (error) {
      const result = resultOf(error);
      notifications.inc({ result });
      this.tell(result, trade);
      throw error;
    }
  }

  private tell(result: string, trade: PaidTrade | undefined): void {
    const about = { result, ...(trade && { outTradeNo: trade.outTradeNo, transactionId: trade.transactionId }) };
    const text = 'payment notification refused';
    if (result === 'signature_probe') this.logger.debug(about, text);
    // Signed by WeChat and yet not ours: either our record or somebody's key is wrong.
    else if (trade) this.logger.error(about, text);
    else this.logger.warn(about, text);
  }
}

function resultOf(error: unknown): string {
  if (error instanceof NotificationRefused) return error.why;
  if (error instanceof TradeMismatch) return `${error.fields[0]}_mismatch`;
  if (error instanceof PaymentNotFound) return 'unknown_payment';
  return 'failed';
}
