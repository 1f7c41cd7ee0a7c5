import { Grouper } from '@minisuite/database';
import { RequestContext } from '@minisuite/service';
import { Injectable } from '@nestjs/common';
import type { PaidTrade } from '../domain/trade.js';
import { type SettleCommand, type Settlement, SettlePayments } from './settle-payments.js';

/** Books one payment, together with those that are told at the same time. */
@Injectable()
export class SettlePayment {
  private readonly grouper: Grouper<SettleCommand, Settlement>;

  constructor(settlePayments: SettlePayments) {
    this.grouper = new Grouper((commands) => settlePayments.execute(commands), { maxGroup: 100, concurrency: 1 });
  }

  /** Throws PaymentNotFound, or TradeMismatch when the trade is not what was asked for. */
  async execute(trade: PaidTrade): Promise<Settlement> {
    return await this.grouper.submit({ trade, origin: RequestContext.origin() });
  }
}
