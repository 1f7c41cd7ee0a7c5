import type { Fen, Page } from '@minisuite/kernel';
import type { RawNotification } from '../../payments/domain/raw-notification.js';
import type { Refund, RefundState } from '../domain/refund.js';
import type { RefundReport } from '../domain/refund-report.js';
import type { RefundStatus } from '../domain/refund-status.js';

/** Which refunds an operator wants to see: those before an id, newest first. */
export interface RefundFilter {
  readonly status: RefundStatus | null;
  /** Only those that wait for an operator. */
  readonly waiting: boolean;
  readonly orderId: string | null;
  readonly before: string | null;
  readonly limit: number;
}

export abstract class RefundQueries {
  abstract find(id: string): Promise<RefundState | null>;
  abstract list(filter: RefundFilter): Promise<Page<RefundState>>;
  /** Those of which WeChat has to be asked now, the longest overdue first. */
  abstract due(now: Date, limit: number): Promise<RefundState[]>;
}

/** What WeChat needs to give money back; safe to repeat with the same values. */
export interface RefundOrder {
  readonly outRefundNo: string;
  readonly outTradeNo: string;
  readonly amount: Fen;
  readonly total: Fen;
  readonly reason: string;
}

export type RefundAnswer = RefundReport | { readonly refused: string };

/** Throws WechatUnavailable when nobody knows whether WeChat has acted. */
export abstract class WechatRefunds {
  abstract create(order: RefundOrder): Promise<RefundAnswer>;
  /** Null when WeChat has never heard of it. */
  abstract query(outRefundNo: string): Promise<RefundReport | null>;
  /** Verifies and decrypts; throws NotificationRefused. */
  abstract openNotification(notification: RawNotification): Promise<RefundReport>;
}

export abstract class RefundSettings {
  /** Up to this amount a refund needs no operator as long as nothing was shipped. */
  abstract readonly autoLimit: Fen;
}

/** Write side, bound to one transaction. */
export abstract class Refunds {
  /** What a user's request with this key came to before. */
  abstract ofRequest(userId: string, requestKey: string): Promise<Refund | null>;
  abstract add(refunds: readonly Refund[], requestKey?: string): Promise<void>;
  /** Unknown ids are left out. */
  abstract lock(ids: readonly string[]): Promise<Map<string, Refund>>;
  /** The payments that they belong to; looks without a lock. */
  abstract paymentsOf(ids: readonly string[]): Promise<string[]>;
  /** How many a payment has had, whatever became of them. */
  abstract countOf(paymentId: string): Promise<number>;
  abstract save(refunds: Iterable<Refund>): Promise<void>;
}
