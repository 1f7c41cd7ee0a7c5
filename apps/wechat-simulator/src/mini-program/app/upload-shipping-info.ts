import { Injectable } from '@nestjs/common';
import { MerchantAccount } from '../../account/domain/merchant-account.js';
import { PayState } from '../../pay/app/pay-state.js';
import type { Trade } from '../../pay/domain/trade.js';
import { SimulatedClock } from '../../simulation/app/ports.js';
import { parseShippingInfo, type ShippingInfo } from '../domain/shipping-info.js';
import { WechatError } from '../domain/wechat-error.js';
import { MiniProgramState } from './mini-program-state.js';

/** Order shipping management: uploadShippingInfo. */
@Injectable()
export class UploadShippingInfo {
  constructor(
    private readonly account: MerchantAccount,
    private readonly state: MiniProgramState,
    private readonly pay: PayState,
    private readonly clock: SimulatedClock,
  ) {}

  /** Throws WechatError. */
  run(body: Readonly<Record<string, unknown>>): void {
    const info = parseShippingInfo(body);
    const trade = this.tradeOf(info);
    if (trade === undefined) throw new WechatError('shippingOrderNotFound');
    const { payment, request } = trade;
    if (payment === undefined || this.pay.refunds.refunded(trade) >= request.total) {
      throw new WechatError('notShippable');
    }
    if (request.openid !== info.openid) throw new WechatError('otherPayer');
    const order = { transactionId: payment.transactionId, outTradeNo: request.outTradeNo };
    this.state.shipments.report(order, info, this.clock.now());
  }

  private tradeOf({ transactionId, merchantOrder }: ShippingInfo): Trade | undefined {
    if (transactionId !== undefined) return this.pay.trades.ofTransactionId(transactionId);
    if (merchantOrder?.mchid !== this.account.mchId) return undefined;
    return this.pay.trades.ofOutTradeNo(merchantOrder.outTradeNo);
  }
}
