import type { Fen } from '@minisuite/kernel';

/** How a refund stands at WeChat. CLOSED: the money stayed with us; ABNORMAL: the user's account did not take it. */
export type WechatRefundStatus = 'PROCESSING' | 'SUCCESS' | 'CLOSED' | 'ABNORMAL';

/** What WeChat says about a refund; nothing in it is believed before it was compared with our own record. */
export interface RefundReport {
  /** Null when WeChat does not tell, as in answers to our own signed questions. */
  readonly mchId: string | null;
  readonly outRefundNo: string;
  readonly outTradeNo: string;
  readonly transactionId: string;
  readonly wechatRefundId: string;
  readonly status: WechatRefundStatus;
  readonly amount: Fen;
  readonly total: Fen;
  readonly succeededAt: Date | null;
}

export type RefundField =
  | 'mchid'
  | 'out_refund_no'
  | 'out_trade_no'
  | 'transaction_id'
  | 'refund_id'
  | 'amount'
  | 'total'
  | 'success_time'
  | 'status';

/** Our record of the same refund. */
export interface ExpectedRefund {
  readonly mchId: string;
  readonly outRefundNo: string;
  readonly outTradeNo: string;
  readonly transactionId: string | null;
  readonly wechatRefundId: string | null;
  readonly amount: Fen;
  readonly total: Fen;
}

/** The fields in which a report is not about what we asked for. */
export function mismatchesOf(report: RefundReport, expected: ExpectedRefund): RefundField[] {
  const same: Partial<Record<RefundField, boolean>> = {
    mchid: report.mchId === null || report.mchId === expected.mchId,
    out_refund_no: report.outRefundNo === expected.outRefundNo,
    out_trade_no: report.outTradeNo === expected.outTradeNo,
    transaction_id: report.transactionId === expected.transactionId,
    refund_id: expected.wechatRefundId === null || report.wechatRefundId === expected.wechatRefundId,
    amount: report.amount === expected.amount,
    total: report.total === expected.total,
    success_time: report.status !== 'SUCCESS' || report.succeededAt !== null,
  };
  return (Object.keys(same) as RefundField[]).filter((field) => !same[field]);
}
