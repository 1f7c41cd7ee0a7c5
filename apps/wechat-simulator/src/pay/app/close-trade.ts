import { Injectable } from '@nestjs/common';
import { MerchantAccount } from '../../account/domain/merchant-account.js';
import { checkBody } from '../domain/field-rules.js';
import { mchidMismatch, paramError } from '../domain/pay-error.js';
import { CLOSE_FIELDS, OUT_TRADE_NO } from '../domain/prepay-fields.js';
import { PayState } from './pay-state.js';

/** Closing succeeds for an order that is closed already and, as users of WeChat report, for one that never was. */
@Injectable()
export class CloseTrade {
  constructor(
    private readonly account: MerchantAccount,
    private readonly state: PayState,
  ) {}

  run(outTradeNo: string, body: unknown): void {
    checkBody(body, CLOSE_FIELDS);
    if (body['mchid'] !== this.account.mchId) throw mchidMismatch(String(body['mchid']));
    if (!OUT_TRADE_NO.test(outTradeNo)) {
      throw paramError('商户订单号格式错误', { location: 'path', value: outTradeNo });
    }
    this.state.trades.ofOutTradeNo(outTradeNo)?.close();
  }
}
