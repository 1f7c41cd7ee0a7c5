import { Injectable } from '@nestjs/common';
import { DomainError } from '@minisuite/kernel';
import { MerchantAccount } from '../../account/domain/merchant-account.js';
import { SimulatedClock } from '../../simulation/app/ports.js';
import { billDay } from '../domain/bill-day.js';
import { inventedTrade } from '../domain/invented-trade.js';
import { Refund } from '../domain/refund.js';
import type { RefundRequest } from '../domain/refund-request.js';
import type { Payment, Trade } from '../domain/trade.js';
import { PayState } from './pay-state.js';

export interface SeedTradesCommand {
  readonly count: number;
  readonly billDate: string;
  readonly prefix: string;
  /** Number of the first, in decimal digits; each next one is one more. */
  readonly first: string;
  /** Of each order, in fen. */
  readonly amount: number;
  /** How many, from the first on, are refunded whole the same day. */
  readonly refunds: number;
}

/** Makes many paid orders of one day at once, without calls and without notifications, for tests of scale. */
@Injectable()
export class SeedTrades {
  constructor(
    private readonly account: MerchantAccount,
    private readonly state: PayState,
    private readonly clock: SimulatedClock,
  ) {}

  /** Throws DomainError. */
  run(command: SeedTradesCommand): object {
    const { count, billDate, prefix, first, amount, refunds } = command;
    const day = billDay(billDate);
    if (this.clock.now() < day.to) throw new DomainError('invalid', 'VALIDATION_FAILED', 'billDate: must be over');
    const numbers = Array.from({ length: count }, (_, index) => BigInt(first) + BigInt(index));
    const taken = numbers.find((number) => this.state.trades.ofOutTradeNo(`${prefix}${number}`));
    if (taken !== undefined) throw new DomainError('conflict', 'TRADE_EXISTS', `There is an order ${prefix}${taken}`);
    const gapMs = (day.to.getTime() - day.from.getTime()) / (count + 1);
    numbers.forEach((number, index) => {
      const paidAt = new Date(day.from.getTime() + Math.floor(gapMs * (index + 1)));
      const outTradeNo = `${prefix}${number}`;
      const transactionId = `4200${billDate.replaceAll('-', '')}${String(number).slice(-16).padStart(16, '0')}`;
      const trade = inventedTrade({ outTradeNo, transactionId, total: amount, paidAt }, this.account);
      this.state.trades.add(trade);
      this.state.trades.addTransaction(transactionId, trade);
      if (index < refunds) this.refund(trade, { transactionId, paidAt }, `R${number}`);
    });
    return {
      count,
      refunds: Math.min(count, refunds),
      firstOutTradeNo: `${prefix}${numbers.at(0)}`,
      lastOutTradeNo: `${prefix}${numbers.at(-1)}`,
      totalAmount: count * amount,
    };
  }

  private refund(trade: Trade, { transactionId, paidAt }: Payment, outRefundNo: string): void {
    const { total, outTradeNo } = trade.request;
    const request: RefundRequest = {
      outRefundNo,
      outTradeNo,
      transactionId: undefined,
      refund: total,
      total,
      reason: undefined,
      notifyUrl: undefined,
      fingerprint: '',
    };
    const refund = new Refund(`5030${transactionId.slice(4)}`, transactionId, trade, request, paidAt);
    refund.end('SUCCESS', paidAt);
    trade.startRefund();
    this.state.refunds.add(refund);
  }
}
