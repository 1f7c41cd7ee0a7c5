import type { WechatPayRefund } from '@minisuite/wechat';
import type { RefundReport } from '../../domain/refund-report.js';

type Told = Pick<
  WechatPayRefund,
  'refundId' | 'outRefundNo' | 'transactionId' | 'outTradeNo' | 'status' | 'successTime' | 'amount'
>;

export function reportOf({
  refundId,
  status,
  successTime,
  amount,
  outRefundNo,
  outTradeNo,
  transactionId,
}: Told): RefundReport {
  return {
    mchId: null,
    outRefundNo,
    outTradeNo,
    transactionId,
    wechatRefundId: refundId,
    status,
    amount: amount.refund,
    total: amount.total,
    succeededAt: successTime ?? null,
  };
}
