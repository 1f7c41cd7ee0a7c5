import { beijingTime } from './beijing-time.js';
import type { Bill, BillEntry } from './bill-entry.js';
import type { BillType } from './bill-request.js';
import { type BillTotals, feeOf } from './bill-totals.js';

export type BillCells = Readonly<Record<string, string>>;

const START =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额';
const REFUND_TIMES = '退款申请时间,退款成功时间';
const REFUND = '微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态';
const GOODS = '商品名称,商户数据包,手续费,费率,订单金额';

const COLUMNS: Record<BillType, readonly string[]> = {
  ALL: [START, REFUND, GOODS, '申请退款金额,费率备注'].join(',').split(','),
  SUCCESS: [START, GOODS, '费率备注'].join(',').split(','),
  REFUND: [START, REFUND_TIMES, REFUND, GOODS, '申请退款金额,费率备注'].join(',').split(','),
};

export function columnsOf(type: BillType): readonly string[] {
  return COLUMNS[type];
}

export function cellsOf(entry: BillEntry, bill: Bill): BillCells {
  const { trade, payment, refund, alteredBy } = entry;
  const { request } = trade;
  const paid = refund ? 0 : request.total + alteredBy;
  // In the bill of refunds the time of the row is that of the payment: the refund has columns of its own.
  const at = refund && bill.type === 'ALL' ? refund.createdAt : payment.paidAt;
  return {
    交易时间: time(at),
    公众账号ID: request.appid,
    商户号: request.mchid,
    特约商户号: '0',
    设备号: text(request.deviceId),
    微信订单号: payment.transactionId,
    商户订单号: request.outTradeNo,
    用户标识: request.openid,
    交易类型: 'JSAPI',
    交易状态: refund ? 'REFUND' : 'SUCCESS',
    付款银行: 'OTHERS',
    货币种类: 'CNY',
    应结订单金额: yuan(paid),
    代金券金额: yuan(0),
    ...refundCells(entry, bill.madeAt),
    商品名称: text(request.description),
    商户数据包: text(request.attach ?? ''),
    手续费: fee(refund ? -feeOf(refund.request.refund) : feeOf(request.total)),
    费率: '0.60%',
    订单金额: yuan(paid),
    费率备注: '',
  };
}

export function summaryOf(type: BillType, { count, paid, refunded, fee: fees }: BillTotals): BillCells {
  const start = { 总交易单数: String(count), 应结订单总金额: yuan(paid) };
  if (type === 'SUCCESS') return { ...start, 手续费总金额: fee(fees), 订单总金额: yuan(paid) };
  return {
    ...start,
    退款总金额: yuan(refunded),
    充值券退款总金额: yuan(0),
    手续费总金额: fee(fees),
    订单总金额: yuan(paid),
    申请退款总金额: yuan(refunded),
  };
}

function refundCells({ refund, alteredBy }: BillEntry, madeAt: Date): BillCells {
  const amount = yuan(refund ? refund.request.refund + alteredBy : 0);
  const status = refund?.statusAt(madeAt);
  return {
    退款申请时间: refund ? time(refund.createdAt) : '',
    退款成功时间: refund?.succeededAt && status === 'SUCCESS' ? time(refund.succeededAt) : '',
    微信退款单号: refund?.refundId ?? '0',
    商户退款单号: refund?.request.outRefundNo ?? '0',
    退款金额: amount,
    充值券退款金额: yuan(0),
    退款类型: refund ? 'ORIGINAL' : '',
    退款状态: status ?? '',
    申请退款金额: amount,
  };
}

function time(instant: Date): string {
  return beijingTime(instant).slice(0, 19).replace('T', ' ');
}

/** Line breaks are written out, as WeChat does. */
function text(value: string): string {
  return value.replaceAll('\r', '\\r').replaceAll('\n', '\\n');
}

function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function fee(fen: number): string {
  return `${yuan(fen)}000`;
}
