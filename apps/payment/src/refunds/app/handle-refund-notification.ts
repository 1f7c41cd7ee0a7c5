import { isDomainError } from '@minisuite/kernel';
import { Counter, metrics } from '@minisuite/service';
import { Injectable, Logger } from '@nestjs/common';
import { NotificationRefused } from '../../payments/domain/notification-refused.js';
import type { RawNotification } from '../../payments/domain/raw-notification.js';
import { RefundMismatch, RefundNotFound } from '../domain/refund-errors.js';
import type { RefundReport } from '../domain/refund-report.js';
import { WechatRefunds } from './ports.js';
import { SettleRefund } from './settle-refund.js';

const notifications = new Counter({
  name: 'minisuite_refund_notifications_total',
  help: 'Refund notifications of WeChat Pay, by what became of them.',
  labelNames: ['result'],
  registers: [metrics()],
});

@Injectable()
export class HandleRefundNotification {
  private readonly logger = new Logger('RefundNotification');

  constructor(
    private readonly wechat: WechatRefunds,
    private readonly settleRefund: SettleRefund,
  ) {}

  /** Returns when it is booked, now or earlier; throws what WeChat has to be told, so that it tries again or stops. */
  async execute(notification: RawNotification): Promise<void> {
    let report: RefundReport | undefined;
    try {
      report = await this.wechat.openNotification(notification);
      const { settled } = await this.settleRefund.execute(report);
      notifications.inc({ result: settled ? 'settled' : 'repeated' });
    } catch (error) {
      const result = resultOf(error);
      notifications.inc({ result });
      const about = { result, ...(report && { outRefundNo: report.outRefundNo, status: report.status }) };
      const text = 'refund notification refused';
      if (result === 'signature_probe') this.logger.debug(about, text);
      // Signed by WeChat and yet not ours: either our record or somebody's key is wrong.
      else if (report && isDomainError(error)) this.logger.error(about, text);
      else this.logger.warn(about, text);
      throw error;
    }
  }
}

function resultOf(error: unknown): string {
  if (error instanceof NotificationRefused) return error.why;
  if (error instanceof RefundMismatch) return `${error.fields[0]}_mismatch`;
  if (error instanceof RefundNotFound) return 'unknown_refund';
  return 'failed';
}
