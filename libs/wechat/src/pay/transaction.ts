import { z } from 'zod';

const fen = z.int().nonnegative();

/** States of a WeChat Pay order; REFUND means that it was paid and a refund was started (WeChat Pay "Query order"). */
export const tradeStateSchema = z.enum(['SUCCESS', 'REFUND', 'NOTPAY', 'CLOSED', 'REVOKED', 'USERPAYING', 'PAYERROR']);

/** State of a WeChat Pay order (WeChat Pay "Query order"). */
export type TradeState = z.infer<typeof tradeStateSchema>;

/** Amounts of an order in fen; before payment WeChat may leave all but `total` out (WeChat Pay "Query order"). */
export interface TransactionAmount {
  total: number;
  payerTotal?: number | undefined;
  currency?: string | undefined;
  payerCurrency?: string | undefined;
}

/** An order as WeChat Pay sees it, from a query or a payment notification (WeChat Pay "Query order", "Payment notification"). */
export interface WechatPayTransaction {
  appId: string;
  mchId: string;
  outTradeNo: string;
  tradeState: TradeState;
  tradeStateDesc?: string | undefined;
  transactionId?: string | undefined;
  tradeType?: string | undefined;
  bankType?: string | undefined;
  attach?: string | undefined;
  successTime?: Date | undefined;
  payerOpenid?: string | undefined;
  amount?: TransactionAmount | undefined;
}

/** A transaction that was paid, so that its number and amount are known (WeChat Pay "Payment notification"). */
export type PaidTransaction = WechatPayTransaction & {
  tradeState: 'SUCCESS';
  transactionId: string;
  successTime: Date;
  amount: TransactionAmount;
};

const wireSchema = z.object({
  appid: z.string().min(1).max(32),
  mchid: z.string().min(1).max(32),
  out_trade_no: z.string().min(1).max(32),
  transaction_id: z.string().min(1).max(32).optional(),
  trade_type: z.string().max(16).optional(),
  trade_state: tradeStateSchema,
  trade_state_desc: z.string().max(256).optional(),
  bank_type: z.string().max(32).optional(),
  attach: z.string().max(128).optional(),
  success_time: z.iso.datetime({ offset: true }).optional(),
  payer: z.object({ openid: z.string().max(128).optional() }).optional(),
  amount: z
    .object({
      total: fen,
      payer_total: fen.optional(),
      currency: z.string().max(16).optional(),
      payer_currency: z.string().max(16).optional(),
    })
    .optional(),
});

/** Turns the JSON of an order into a `WechatPayTransaction`, ignoring fields it does not know (WeChat Pay "Query order"). */
export const transactionSchema = wireSchema.transform(toTransaction);

/** Like `transactionSchema` but insists on the fields of a paid order (WeChat Pay "Payment notification"). */
export const paidTransactionSchema = wireSchema
  .extend({ trade_state: z.literal('SUCCESS') })
  .required({ transaction_id: true, amount: true, success_time: true })
  .transform((wire): PaidTransaction => {
    const { trade_state: tradeState, transaction_id: transactionId, success_time } = wire;
    const amount = toAmount(wire.amount);
    return { ...toTransaction(wire), tradeState, transactionId, successTime: new Date(success_time), amount };
  });

function toTransaction(wire: z.infer<typeof wireSchema>): WechatPayTransaction {
  return {
    appId: wire.appid,
    mchId: wire.mchid,
    outTradeNo: wire.out_trade_no,
    tradeState: wire.trade_state,
    tradeStateDesc: wire.trade_state_desc,
    transactionId: wire.transaction_id,
    tradeType: wire.trade_type,
    bankType: wire.bank_type,
    attach: wire.attach,
    successTime: wire.success_time === undefined ? undefined : new Date(wire.success_time),
    payerOpenid: wire.payer?.openid,
    amount: wire.amount && toAmount(wire.amount),
  };
}

function toAmount(wire: NonNullable<z.infer<typeof wireSchema>['amount']>): TransactionAmount {
  return {
    total: wire.total,
    payerTotal: wire.payer_total,
    currency: wire.currency,
    payerCurrency: wire.payer_currency,
  };
}
