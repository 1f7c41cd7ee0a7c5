import { Injectable } from '@nestjs/common';
import { WechatPay } from './ports.js';
import { SettlePayment } from './settle-payment.js';

@Injectable()
export class CloseAtWechat {
  constructor(
    private readonly wechatPay: WechatPay,
    private readonly settlePayment: SettlePayment,
  ) {}

  /**
   * True when WeChat says that nobody can pay any more, and be it because it has never heard of the payment; its answer to the closing
   * itself is not worth anything. What turns out to be paid is booked. Throws WechatUnavailable when it does not answer.
   */
  async execute(outTradeNo: string): Promise<boolean> {
    await this.wechatPay.close(outTradeNo);
    const trade = await this.wechatPay.query(outTradeNo);
    if (trade.state === 'PAID') await this.settlePayment.execute(trade.paid);
    return trade.state === 'CLOSED' || trade.state === 'UNKNOWN';
  }
}
