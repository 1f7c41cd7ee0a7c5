import { Injectable } from '@nestjs/common';
import { DomainError } from '@minisuite/kernel';
import { Randomness, SimulatedClock } from '../../simulation/app/ports.js';
import { beijingDigits } from '../domain/beijing-time.js';
import type { SigningMode } from '../domain/signing-mode.js';
import type { PaymentRefusal, Trade } from '../domain/trade.js';
import { NotifyPayment } from './notify-payment.js';
import { PayState } from './pay-state.js';

export interface ConfirmPaymentCommand {
  readonly outTradeNo?: string | undefined;
  readonly prepayId?: string | undefined;
  readonly signWith?: SigningMode | undefined;
  /** Goes through although the order was closed or is past its time. */
  readonly force?: boolean | undefined;
}

const REFUSALS: Record<PaymentRefusal, string> = {
  TRADE_CLOSED: 'The order is closed',
  TRADE_PAID: 'The order is paid already',
  TRADE_EXPIRED: 'The order is past its time_expire',
  PREPAY_EXPIRED: 'The prepay_id is older than two hours',
};

/** The user enters the password: the order is paid and the merchant will be notified. */
@Injectable()
export class ConfirmPayment {
  constructor(
    private readonly state: PayState,
    private readonly clock: SimulatedClock,
    private readonly randomness: Randomness,
    private readonly notifyPayment: NotifyPayment,
  ) {}

  /** Gives the transaction id; throws DomainError. */
  run(command: ConfirmPaymentCommand): string {
    const paidAt = this.clock.now();
    const trade = this.find(command);
    const refusal = command.force ? trade.forcedRefusal() : trade.refusalAt(paidAt, command.prepayId);
    if (refusal !== undefined) throw new DomainError('conflict', refusal, REFUSALS[refusal]);
    const transactionId = this.newTransactionId(paidAt);
    trade.pay({ transactionId, paidAt });
    this.state.trades.addTransaction(transactionId, trade);
    this.notifyPayment.run(trade, command.signWith);
    return transactionId;
  }

  private find({ outTradeNo, prepayId }: ConfirmPaymentCommand): Trade {
    const { trades } = this.state;
    const trade = outTradeNo === undefined ? trades.ofPrepayId(prepayId ?? '') : trades.ofOutTradeNo(outTradeNo);
    if (trade === undefined) throw new DomainError('not_found', 'TRADE_NOT_FOUND', 'There is no such order');
    return trade;
  }

  /** 28 digits that start like those of WeChat and carry the day. */
  private newTransactionId(paidAt: Date): string {
    for (;;) {
      const id = `4200${this.randomness.digits(6)}${beijingDigits(paidAt).slice(0, 8)}${this.randomness.digits(10)}`;
      if (this.state.trades.ofTransactionId(id) === undefined) return id;
    }
  }
}
