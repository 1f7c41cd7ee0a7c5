import { z } from 'zod';
import { type RefundAmount, refundParts, refundWire } from './refund.js';

const FINAL = ['SUCCESS', 'ABNORMAL', 'CLOSED'] as const;

/** Events of a refund, one for each state that ends it (WeChat Pay "Refund notification"). */
export type RefundEvent = `REFUND.${(typeof FINAL)[number]}`;

/** A refund as its notification tells it; there is no currency (WeChat Pay "Refund notification"). */
export interface RefundNotice {
  mchId: string;
  outTradeNo: string;
  transactionId: string;
  outRefundNo: string;
  refundId: string;
  status: (typeof FINAL)[number];
  successTime?: Date | undefined;
  amount: Omit<RefundAmount, 'currency'>;
}

/** A refund notification; compare mchid, numbers and amounts with your own refund before believing it (WeChat Pay "Refund notification"). */
export interface RefundNotification {
  id: string;
  eventType: RefundEvent;
  createdAt: Date;
  refund: RefundNotice;
}

/** Turns the JSON inside a refund notification into a `RefundNotice` (WeChat Pay "Refund notification"). */
export const refundNoticeSchema = z
  .object({ ...refundWire, mchid: z.string().min(1).max(32), refund_status: z.enum(FINAL) })
  .transform((wire): RefundNotice => {
    const { amount, ...parts } = refundParts(wire);
    const { total, refund, payerTotal, payerRefund } = amount;
    const amounts = { total, refund, payerTotal, payerRefund };
    return { mchId: wire.mchid, ...parts, status: wire.refund_status, amount: amounts };
  });

/** Tells whether an event is one of a refund (WeChat Pay "Refund notification"). */
export function isRefundEvent(eventType: string): eventType is RefundEvent {
  return FINAL.some((status) => eventType === `REFUND.${status}`);
}
