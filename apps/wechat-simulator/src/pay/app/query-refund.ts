import { Injectable } from '@nestjs/common';
import { paramError, resourceNotExists } from '../domain/pay-error.js';
import { OUT_REFUND_NO } from '../domain/refund-fields.js';
import { refundView } from '../domain/refund-view.js';
import { PayState } from './pay-state.js';

@Injectable()
export class QueryRefund {
  constructor(private readonly state: PayState) {}

  /** Throws PayError. */
  run(outRefundNo: string): object {
    if (!OUT_REFUND_NO.test(outRefundNo)) {
      throw paramError('商户退款单号格式错误', { location: 'path', value: outRefundNo });
    }
    const refund = this.state.refunds.ofOutRefundNo(outRefundNo);
    if (refund === undefined) throw resourceNotExists('退款单不存在');
    return refundView(refund);
  }
}
