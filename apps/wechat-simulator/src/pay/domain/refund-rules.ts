import { invalidRequest, resourceNotExists } from './pay-error.js';
import type { Refund } from './refund.js';
import type { RefundRequest } from './refund-request.js';
import type { Payment, Trade } from './trade.js';

export const MAX_REFUNDS = 50;
export const REFUNDABLE_MS = 365 * 24 * 3_600_000;

export interface PaidTrade {
  readonly trade: Trade;
  readonly payment: Payment;
}

/** Throws RESOURCE_NOT_EXISTS for an order that is unknown or unpaid. */
export function paidTrade(trade: Trade | undefined): PaidTrade {
  if (trade?.payment === undefined) throw resourceNotExists('订单不存在');
  return { trade, payment: trade.payment };
}

/** Throws INVALID_REQUEST unless this number was used for the very same refund. */
export function checkRepetition(known: Refund, trade: Trade, request: RefundRequest): void {
  const same = known.trade === trade && known.request.fingerprint === request.fingerprint;
  if (!same) throw invalidRequest('商户退款单号已存在，且与之前的退款参数不一致', 268498688);
}

/** Throws INVALID_REQUEST when the order does not allow one more refund; a closed one takes nothing away from it. */
export function checkNewRefund(paid: PaidTrade, refunds: readonly Refund[], request: RefundRequest, now: Date): void {
  const { total } = paid.trade.request;
  if (request.total !== total) throw invalidRequest('订单金额或退款金额与之前请求不一致，请核实后再试');
  if (now.getTime() - paid.payment.paidAt.getTime() > REFUNDABLE_MS) throw invalidRequest('订单已超过可退款的最长时限');
  const open = refunds.filter(({ status }) => status !== 'CLOSED');
  if (open.length >= MAX_REFUNDS) throw invalidRequest(`同一订单最多退款${MAX_REFUNDS}次`);
  const taken = open.reduce((sum, refund) => sum + refund.request.refund, 0);
  if (taken >= total) throw invalidRequest('订单已全额退款');
  if (taken + request.refund > total) throw invalidRequest('申请退款金额大于订单可退金额');
}
