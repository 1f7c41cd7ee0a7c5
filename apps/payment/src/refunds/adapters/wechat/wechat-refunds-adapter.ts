import { NotificationRejected, WechatPayClient, WechatPayError } from '@minisuite/wechat';
import { Injectable, Logger } from '@nestjs/common';
import { Merchant } from '../../../payments/app/ports.js';
import { NotificationRefused } from '../../../payments/domain/notification-refused.js';
import { WechatUnavailable } from '../../../payments/domain/payment-errors.js';
import type { RawNotification } from '../../../payments/domain/raw-notification.js';
import { type RefundAnswer, type RefundOrder, WechatRefunds } from '../../app/ports.js';
import type { RefundReport } from '../../domain/refund-report.js';
import { reportOf } from './refund-report-mapper.js';

@Injectable()
export class WechatRefundsAdapter extends WechatRefunds {
  private readonly logger = new Logger('WechatRefunds');

  constructor(
    private readonly client: WechatPayClient,
    private readonly merchant: Merchant,
  ) {
    super();
  }

  async create({ amount, ...order }: RefundOrder): Promise<RefundAnswer> {
    try {
      const notifyUrl = this.merchant.refundNotifyUrl;
      return reportOf(await this.client.createRefund({ ...order, refund: amount, notifyUrl }));
    } catch (error) {
      if (error instanceof WechatPayError && !error.retryable) return { refused: error.code };
      throw this.unavailable('refund', order.outRefundNo, error);
    }
  }

  async query(outRefundNo: string): Promise<RefundReport | null> {
    try {
      return reportOf(await this.client.queryRefund(outRefundNo));
    } catch (error) {
      if (error instanceof WechatPayError && error.code === 'RESOURCENOTEXISTS') return null;
      throw this.unavailable('query refund', outRefundNo, error);
    }
  }

  async openNotification(notification: RawNotification): Promise<RefundReport> {
    try {
      const { refund } = await this.client.notifications.parseRefundNotification(notification);
      return { ...reportOf(refund), mchId: refund.mchId };
    } catch (error) {
      throw error instanceof NotificationRejected ? new NotificationRefused(error.reason) : error;
    }
  }

  private unavailable(call: string, outRefundNo: string, error: unknown): unknown {
    if (!(error instanceof WechatPayError)) return error;
    const { code, httpStatus, requestId } = error;
    const about = { call, outRefundNo, code, httpStatus, wechatRequestId: requestId };
    this.logger.warn(about, 'WeChat Pay gave no usable answer');
    return new WechatUnavailable();
  }
}
