import { Transactions } from '@minisuite/database';
import type { Fen } from '@minisuite/kernel';
import type { PayableOrder } from '../domain/payable-order.js';
import type { Payment, PaymentState } from '../domain/payment.js';
import type { MerchantIdentity, PaidTrade, Trade } from '../domain/trade.js';

/** Write side, bound to one transaction. */
export abstract class Payments {
  /** Adds the payment, or locks and answers the one that is already active for its order. */
  abstract addUnlessActive(payment: Payment): Promise<Payment>;
  abstract lock(id: string): Promise<Payment | null>;
  abstract lockByOutTradeNo(outTradeNo: string): Promise<Payment | null>;
  abstract save(payment: Payment): Promise<void>;
}

export abstract class PaymentTransactions extends Transactions<{ readonly payments: Payments }> {}

export abstract class PaymentQueries {
  abstract find(id: string): Promise<PaymentState | null>;
  /** The payment that stands for an order: one that has been paid before one that is pending; closed ones do not count. */
  abstract standingFor(orderId: string): Promise<PaymentState | null>;
}

/** Who we are at WeChat Pay and where it tells us of payments. */
export abstract class Merchant implements MerchantIdentity {
  abstract readonly appId: string;
  abstract readonly mchId: string;
  abstract readonly notifyUrl: string;
}

export interface PrepayRequest {
  readonly outTradeNo: string;
  readonly description: string;
  readonly amount: Fen;
  readonly openid: string;
  readonly notifyUrl: string;
  readonly expiresAt: Date;
}

/** A refusal carries WeChat's code in capitals without underscores; it is an unsigned hint, so ask before acting on it. */
export type PrepayAnswer = { readonly prepayId: string } | { readonly refused: string };

/** What `wx.requestPayment` takes. */
export interface PayParams {
  readonly timeStamp: string;
  readonly nonceStr: string;
  readonly package: string;
  readonly signType: 'RSA';
  readonly paySign: string;
}

export interface RawNotification {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** WeChat Pay; both calls throw WechatUnavailable when nobody knows whether WeChat has acted. */
export abstract class WechatPay {
  /** Safe to repeat with the same values. */
  abstract prepay(request: PrepayRequest): Promise<PrepayAnswer>;
  abstract query(outTradeNo: string): Promise<Trade>;
  abstract payParams(prepayId: string): PayParams;
  /** Verifies and decrypts; throws NotificationRefused. */
  abstract openNotification(notification: RawNotification): Promise<PaidTrade>;
}

export abstract class Orders {
  /** For a user only an order of that user is found, for a service (null) any. */
  abstract find(orderId: string, userId: string | null): Promise<PayableOrder | null>;
}

export abstract class Payers {
  /** Who WeChat knows the user as; never logged. */
  abstract openidOf(userId: string): Promise<string>;
}
