import { z } from 'zod';
import { isNotifyUrl, must, OUT_TRADE_NO, stripUnsupported } from './text-rules.js';

/** A refund to ask for; amounts are in fen and `total` is that of the order (WeChat Pay "Refund application"). */
export interface RefundOrder {
  outTradeNo: string;
  /** The same number is refunded once, however often it is sent. */
  outRefundNo: string;
  refund: number;
  total: number;
  /** Shown to the user. */
  reason?: string;
  notifyUrl?: string;
}

/** States of a refund: CLOSED means that the money stayed and that another attempt needs another number, ABNORMAL that the user's account did not take it (WeChat Pay "Query refund"). */
export const refundStatusSchema = z.enum(['SUCCESS', 'CLOSED', 'PROCESSING', 'ABNORMAL']);

/** State of a refund (WeChat Pay "Query refund"). */
export type RefundStatus = z.infer<typeof refundStatusSchema>;

/** Amounts of a refund in fen; `total` is that of the order (WeChat Pay "Query refund"). */
export interface RefundAmount {
  total: number;
  refund: number;
  payerTotal?: number | undefined;
  payerRefund?: number | undefined;
  currency?: string | undefined;
}

/** A refund as WeChat Pay sees it (WeChat Pay "Query refund"). */
export interface WechatPayRefund {
  refundId: string;
  outRefundNo: string;
  transactionId: string;
  outTradeNo: string;
  status: RefundStatus;
  successTime?: Date | undefined;
  createTime?: Date | undefined;
  userReceivedAccount?: string | undefined;
  amount: RefundAmount;
}

const OUT_REFUND_NO = /^[0-9A-Za-z_\-|*@]{1,64}$/;
const REASON_CHARACTERS = 80;

const fen = z.int().nonnegative();
const time = z.iso.datetime({ offset: true }).optional();

/** Fields that the answer and the notification of a refund share. */
export const refundWire = {
  refund_id: z.string().min(1).max(32),
  out_refund_no: z.string().min(1).max(64),
  transaction_id: z.string().min(1).max(32),
  out_trade_no: z.string().min(1).max(32),
  success_time: time,
  user_received_account: z.string().max(64).optional(),
  amount: z.object({
    total: fen,
    refund: fen,
    payer_total: fen.optional(),
    payer_refund: fen.optional(),
    currency: z.string().max(16).optional(),
  }),
};

/** Turns the JSON of a refund into a `WechatPayRefund`, ignoring fields it does not know (WeChat Pay "Query refund"). */
export const refundSchema = z
  .object({ ...refundWire, status: refundStatusSchema, create_time: time })
  .transform((wire): WechatPayRefund => {
    const { status, create_time, user_received_account: userReceivedAccount } = wire;
    const createTime = create_time === undefined ? undefined : new Date(create_time);
    return { ...refundParts(wire), status, createTime, userReceivedAccount };
  });

/** Builds the JSON of a refund call, the same for the same refund; throws `RangeError` for a value WeChat would refuse (WeChat Pay "Refund application"). */
export function refundBody({ outTradeNo, outRefundNo, refund, total, reason, notifyUrl }: RefundOrder): object {
  must(OUT_TRADE_NO.test(outTradeNo), 'outTradeNo must be 6 to 32 of 0-9 A-Z a-z _ - | *');
  must(OUT_REFUND_NO.test(outRefundNo), 'outRefundNo must be 1 to 64 of 0-9 A-Z a-z _ - | * @');
  must(Number.isSafeInteger(total) && Number.isSafeInteger(refund), 'amounts must be integers of fen');
  must(refund > 0 && refund <= total, 'refund must be from 1 to total');
  must(notifyUrl === undefined || isNotifyUrl(notifyUrl), 'notifyUrl must be an absolute URL without query');
  const shown = refundReason(reason ?? '');
  return {
    out_trade_no: outTradeNo,
    out_refund_no: outRefundNo,
    ...(shown ? { reason: shown } : {}),
    ...(notifyUrl ? { notify_url: notifyUrl } : {}),
    amount: { refund, total, currency: 'CNY' },
  };
}

/** The parts of a refund that its answer and its notification write in the same way. */
export function refundParts(wire: z.infer<z.ZodObject<typeof refundWire>>) {
  return {
    refundId: wire.refund_id,
    outRefundNo: wire.out_refund_no,
    transactionId: wire.transaction_id,
    outTradeNo: wire.out_trade_no,
    successTime: wire.success_time === undefined ? undefined : new Date(wire.success_time),
    amount: {
      total: wire.amount.total,
      refund: wire.amount.refund,
      payerTotal: wire.amount.payer_total,
      payerRefund: wire.amount.payer_refund,
      currency: wire.amount.currency,
    },
  };
}

function refundReason(text: string): string {
  const clean = stripUnsupported(text).replaceAll(/[\s\p{Cc}]+/gu, ' ');
  return clean.trim().slice(0, REASON_CHARACTERS).trim();
}
