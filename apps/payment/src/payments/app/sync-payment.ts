import { REQUEST } from '@minisuite/database';
import { Injectable } from '@nestjs/common';
import type { PaymentState } from '../domain/payment.js';
import { PaymentNotFound } from '../domain/payment-errors.js';
import { PaymentTransactions, WechatPay } from './ports.js';
import { SettlePayment } from './settle-payment.js';

@Injectable()
export class SyncPayment {
  constructor(
    private readonly transactions: PaymentTransactions,
    private readonly wechatPay: WechatPay,
    private readonly settlePayment: SettlePayment,
  ) {}

  /** Asks WeChat and takes over what is final there; throws WechatUnavailable when it does not answer. */
  async execute(payment: PaymentState): Promise<PaymentState> {
    const trade = await this.wechatPay.query(payment.outTradeNo);
    if (trade.state === 'PAID') return (await this.settlePayment.execute(trade.paid)).payment;
    if (trade.state === 'CLOSED') return this.close(payment.id);
    return payment;
  }

  private close(id: string): Promise<PaymentState> {
    return this.transactions.run(REQUEST, async ({ payments }) => {
      const payment = await payments.lock(id);
      if (!payment) throw new PaymentNotFound();
      if (payment.close()) await payments.save(payment);
      return payment.state;
    });
  }
}
