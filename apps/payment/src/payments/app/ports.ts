import type { AuditEntry } from '@minisuite/audit';
import { Transactions } from '@minisuite/database';
import type { Fen } from '@minisuite/kernel';
import type { Ledger } from '../../ledger/app/ports.js';
import type { Refunds } from '../../refunds/app/ports.js';
import type { OrderAccount } from '../domain/order-account.js';
import type { PayableOrder } from '../domain/payable-order.js';
import type { Payment, PaymentState } from '../domain/payment.js';
import type { RawNotification } from '../domain/raw-notification.js';
import type { MerchantIdentity, PaidTrade, Trade } from '../domain/trade.js';

/** A payment as its number at WeChat leads to it. */
export interface PaymentReference {
  readonly id: string;
  readonly orderId: string;
  readonly outTradeNo: string;
}

/** Write side, bound to one transaction. Accounts are locked before payments, payments before refunds, each in id order. */
export abstract class OrderAccounts {
  /** Locks them, and makes those that are missing. */
  abstract lock(orderIds: readonly string[]): Promise<Map<string, OrderAccount>>;
  abstract save(accounts: Iterable<OrderAccount>): Promise<void>;
}

export abstract class Payments {
  /** Adds the payment, or locks and answers the one that is already active for its order. */
  abstract addUnlessActive(payment: Payment): Promise<Payment>;
  /** Looks without a lock. */
  abstract references(outTradeNos: readonly string[]): Promise<PaymentReference[]>;
  /** Looks without a lock. */
  abstract pendingOf(orderIds: readonly string[]): Promise<PaymentReference[]>;
  /** Unknown ids are left out. */
  abstract lock(ids: readonly string[]): Promise<Map<string, Payment>>;
  /** Writes what changed and its events; throws when a row is no longer in the status that it was loaded with. */
  abstract save(payments: Iterable<Payment>): Promise<void>;
}

/** What operators did, written together with it. */
export abstract class AuditTrail {
  abstract record(entry: AuditEntry): Promise<void>;
}

export interface MoneyRepositories {
  readonly accounts: OrderAccounts;
  readonly payments: Payments;
  readonly refunds: Refunds;
  readonly ledger: Ledger;
  readonly audit: AuditTrail;
}

export abstract class PaymentTransactions extends Transactions<MoneyRepositories> {}

export interface KeptPayment {
  readonly orderId: string;
  readonly paymentId: string;
  readonly amount: Fen;
  readonly refundedAmount: Fen;
  readonly paidAt: Date;
  readonly bookedAt: Date;
}

export abstract class PaymentQueries {
  abstract find(id: string): Promise<PaymentState | null>;
  /** The payment that stands for an order: the one that pays it before one that is pending; closed ones do not count. */
  abstract standingFor(orderId: string): Promise<PaymentState | null>;
  /** Those of which WeChat has to be asked now, the longest overdue first. */
  abstract due(now: Date, limit: number): Promise<PaymentState[]>;
  /** The payments that pay these orders. */
  abstract keptFor(orderIds: readonly string[]): Promise<KeptPayment[]>;
  /** Those of the orders that are closed without money. */
  abstract closedOf(orderIds: readonly string[]): Promise<Set<string>>;
  /** The payments that pay orders with greater ids, in their order. */
  abstract keptAfter(orderId: string, limit: number): Promise<KeptPayment[]>;
}

/** Who we are at WeChat Pay and where it tells us of payments. */
export abstract class Merchant implements MerchantIdentity {
  abstract readonly appId: string;
  abstract readonly mchId: string;
  abstract readonly notifyUrl: string;
  abstract readonly refundNotifyUrl: string;
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

/** WeChat Pay; its calls throw WechatUnavailable when nobody knows whether WeChat has acted. */
export abstract class WechatPay {
  /** Safe to repeat with the same values. */
  abstract prepay(request: PrepayRequest): Promise<PrepayAnswer>;
  abstract query(outTradeNo: string): Promise<Trade>;
  /** Closes an order that was not paid, as often as one likes; what came of it only a query tells. */
  abstract close(outTradeNo: string): Promise<void>;
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
