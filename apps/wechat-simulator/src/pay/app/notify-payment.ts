import { Injectable } from '@nestjs/common';
import { SimulatedClock } from '../../simulation/app/ports.js';
import { tradeTopic } from '../domain/notification.js';
import type { SigningMode } from '../domain/signing-mode.js';
import type { Trade } from '../domain/trade.js';
import { transactionView } from '../domain/transaction-view.js';
import { WriteNotification } from './write-notification.js';

/** The TRANSACTION.SUCCESS notification of a paid order. */
@Injectable()
export class NotifyPayment {
  constructor(
    private readonly clock: SimulatedClock,
    private readonly writeNotification: WriteNotification,
  ) {}

  run(trade: Trade, signWith: SigningMode | undefined): void {
    const { outTradeNo, notifyUrl, total } = trade.request;
    const resource = transactionView(trade, this.clock.now());
    this.writeNotification.run({
      topic: tradeTopic(outTradeNo),
      notifyUrl,
      kind: 'transaction',
      event: 'TRANSACTION.SUCCESS',
      summary: '支付成功',
      resource,
      wrongResource: {
        ...resource,
        amount: { total: total + 1, payer_total: total + 1, currency: 'CNY', payer_currency: 'CNY' },
      },
      signWith,
    });
  }
}
