import { NotificationRejected, WechatPayClient, WechatPayError } from '@minisuite/wechat';
import { Injectable, Logger } from '@nestjs/common';
import { type PayParams, type PrepayAnswer, type PrepayRequest, WechatPay } from '../../app/ports.js';
import type { RawNotification } from '../../domain/raw-notification.js';
import { NotificationRefused } from '../../domain/notification-refused.js';
import { WechatUnavailable } from '../../domain/payment-errors.js';
import type { PaidTrade, Trade } from '../../domain/trade.js';
import { paidTrade, tradeOf } from './trade-mapper.js';

@Injectable()
export class WechatPayAdapter extends WechatPay {
  private readonly logger = new Logger('WechatPay');

  constructor(private readonly client: WechatPayClient) {
    super();
  }

  async prepay(request: PrepayRequest): Promise<PrepayAnswer> {
    try {
      return await this.client.prepayJsapi(request);
    } catch (error) {
      if (error instanceof WechatPayError && !error.retryable) return { refused: error.code };
      throw this.unavailable('prepay', request.outTradeNo, error);
    }
  }

  async query(outTradeNo: string): Promise<Trade> {
    try {
      return tradeOf(await this.client.queryByOutTradeNo(outTradeNo));
    } catch (error) {
      if (error instanceof WechatPayError && error.code === 'ORDERNOTEXIST') return { state: 'UNKNOWN' };
      throw this.unavailable('query', outTradeNo, error);
    }
  }

  async close(outTradeNo: string): Promise<void> {
    try {
      await this.client.close(outTradeNo);
    } catch (error) {
      // ORDERPAID and its like are unsigned hints; the query that follows tells.
      if (error instanceof WechatPayError && !error.retryable) return;
      throw this.unavailable('close', outTradeNo, error);
    }
  }

  payParams(prepayId: string): PayParams {
    return this.client.payParams(prepayId);
  }

  async openNotification(notification: RawNotification): Promise<PaidTrade> {
    try {
      return paidTrade((await this.client.notifications.parsePaymentNotification(notification)).transaction);
    } catch (error) {
      throw error instanceof NotificationRejected ? new NotificationRefused(error.reason) : error;
    }
  }

  private unavailable(call: string, outTradeNo: string, error: unknown): unknown {
    if (!(error instanceof WechatPayError)) return error;
    const { code, httpStatus, requestId } = error;
    this.logger.warn(
      { call, outTradeNo, code, httpStatus, wechatRequestId: requestId },
      'WeChat Pay gave no usable answer',
    );
    return new WechatUnavailable();
  }
}
