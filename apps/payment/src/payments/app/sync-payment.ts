import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import type { Payment, PaymentState } from '../domain/payment.js';
import { PaymentNotFound } from '../domain/payment-errors.js';
import { PaymentTransactions, WechatPay } from './ports.js';
import { SettlePayment } from './settle-payment.js';

@Injectable()
export class SyncPayment {
  constructor(
    private readonly transactions: PaymentTransactions,
    private readonly wechatPay: WechatPay,
    private readonly settlePayment: SettlePayment,
    private readonly clock: Clock,
  ) {}

  /** Asks WeChat and takes over what is final there; throws WechatUnavailable when it does not answer. */
  async execute(payment: PaymentState): Promise<PaymentState> {
    const trade = await this.wechatPay.query(payment.outTradeNo);
    if (trade.state === 'PAID') return (await this.settlePayment.execute(trade.paid)).payment;
    if (trade.state === 'CLOSED') return this.close(payment.id);
    return payment;
  }

  /** Closes a payment that nobody can pay any more, unless its money has come meanwhile. */
  close(id: string): Promise<PaymentState> {
    return this.change(id, (payment) => payment.close());
  }

  /** Widens the distance to the next question, whatever became of this one. */
  async askLater(id: string): Promise<void> {
    await this.change(id, (payment) => {
      if (payment.state.status !== 'PENDING') return false;
      payment.stillOpen(this.clock.now());
      return true;
    });
  }

  private change(id: string, change: (payment: Payment) => boolean): Promise<PaymentState> {
    return this.transactions.run(REQUEST, async ({ payments }) => {
      const payment = (await payments.lock([id])).get(id);
      if (!payment) throw new PaymentNotFound();
      if (change(payment)) await payments.save([payment]);
      return payment.state;
    });
  }
}
