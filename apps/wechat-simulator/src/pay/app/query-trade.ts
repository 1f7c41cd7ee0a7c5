import { Injectable } from '@nestjs/common';
import { MerchantAccount } from '../../account/domain/merchant-account.js';
import { SimulatedClock } from '../../simulation/app/ports.js';
import { mchidMismatch, orderNotExist, paramError } from '../domain/pay-error.js';
import type { Trade } from '../domain/trade.js';
import { transactionView } from '../domain/transaction-view.js';
import { PayState } from './pay-state.js';

@Injectable()
export class QueryTrade {
  constructor(
    private readonly account: MerchantAccount,
    private readonly state: PayState,
    private readonly clock: SimulatedClock,
  ) {}

  /** Works in every state; throws PayError. */
  byOutTradeNo(outTradeNo: string, mchid: string | undefined): object {
    return this.view(this.state.trades.ofOutTradeNo(outTradeNo), mchid);
  }

  /** Works once the user has paid; throws PayError. */
  byTransactionId(transactionId: string, mchid: string | undefined): object {
    return this.view(this.state.trades.ofTransactionId(transactionId), mchid);
  }

  private view(trade: Trade | undefined, mchid: string | undefined): object {
    if (mchid === undefined || mchid === '') {
      const detail = { location: 'query', value: '' };
      throw paramError('输入源“/query/mchid”映射到字段“商户号”必填性规则校验失败，此字段为必填项', detail);
    }
    if (mchid !== this.account.mchId) throw mchidMismatch(mchid);
    if (trade === undefined) throw orderNotExist();
    return transactionView(trade, this.clock.now());
  }
}
