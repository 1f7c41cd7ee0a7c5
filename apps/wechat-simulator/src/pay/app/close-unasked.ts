import { Injectable } from '@nestjs/common';
import { DomainError } from '@minisuite/kernel';
import { PayState } from './pay-state.js';

/** An order is closed at WeChat without a call of the merchant: in its console, or by itself. */
@Injectable()
export class CloseUnasked {
  constructor(private readonly state: PayState) {}

  /** As often as one likes; throws DomainError. */
  run(outTradeNo: string): void {
    const trade = this.state.trades.ofOutTradeNo(outTradeNo);
    if (trade === undefined) throw new DomainError('not_found', 'TRADE_NOT_FOUND', 'There is no such order');
    if (trade.payment) throw new DomainError('conflict', 'TRADE_PAID', 'The order is paid already');
    trade.close();
  }
}
