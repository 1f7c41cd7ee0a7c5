import { REQUEST } from '@minisuite/database';
import { Injectable, Logger } from '@nestjs/common';
import type { PaymentState } from '../domain/payment.js';
import { PaymentNotFound } from '../domain/payment-errors.js';
import type { PaidTrade } from '../domain/trade.js';
import { Merchant, PaymentTransactions } from './ports.js';

export interface Settlement {
  readonly payment: PaymentState;
  /** False when the money had been booked before. */
  readonly settled: boolean;
}

@Injectable()
export class SettlePayment {
  private readonly logger = new Logger('SettlePayment');

  constructor(
    private readonly transactions: PaymentTransactions,
    private readonly merchant: Merchant,
  ) {}

  /** Books money that WeChat has taken, once, however often and from however many sides it is told. */
  async execute(trade: PaidTrade): Promise<Settlement> {
    const settlement = await this.transactions.run(REQUEST, async ({ payments }) => {
      const payment = await payments.lockByOutTradeNo(trade.outTradeNo);
      if (!payment) throw new PaymentNotFound();
      const settled = payment.succeed(trade, this.merchant);
      if (settled) await payments.save(payment);
      return { payment: payment.state, settled };
    });
    const { id: paymentId, orderId, amount } = settlement.payment;
    if (settlement.settled) this.logger.log({ paymentId, orderId, amount }, 'payment succeeded');
    return settlement;
  }
}
