import type { AuditEntry } from '@minisuite/audit';
import { Transactions } from '@minisuite/database';
import type { Page } from '@minisuite/kernel';
import type { Correction } from '../domain/correction.js';
import type { ReportState, ReportStatus, Shipment, ShippingReport, Upload } from '../domain/shipping-report.js';

/** A payment as far as a report needs it. */
export interface PaidPayment {
  readonly orderId: string;
  readonly transactionId: string;
}

export interface ShippingReports {
  /** Those that were paid, by id. */
  paidPayments(ids: readonly string[]): Promise<Map<string, PaidPayment>>;
  /** An order that has a report keeps it. */
  add(shipments: readonly (Shipment & { transactionId: string })[], now: Date): Promise<void>;
  /** Counts a try and puts the next one off; false when somebody else has done so, or it has been settled. */
  claim(report: ShippingReport, next: Date): Promise<boolean>;
  /** Whether all money of the payment has gone back. */
  isRefunded(orderId: string): Promise<boolean>;
  /** Notes how a try ended; false when it was not the last one, so that it no longer counts. */
  settle(report: ShippingReport, outcome: Outcome): Promise<boolean>;
  lock(orderId: string): Promise<ReportState | null>;
  /** Due at once, as this parcel; only what has failed. */
  retry(orderId: string, parcel: Correction, now: Date): Promise<void>;
  /** Only what has failed. */
  cancel(orderIds: readonly string[]): Promise<void>;
}

export interface Outcome {
  /** Null leaves the report pending. */
  readonly status: ReportStatus | null;
  readonly error: string | null;
  readonly now: Date;
}

export abstract class ShippingTransactions extends Transactions<{
  readonly reports: ShippingReports;
  readonly audit: { record(entry: AuditEntry): Promise<void> };
}> {}

/** Which reports an operator wants to see: those before an order, newest order first. */
export interface ReportFilter {
  readonly status: ReportStatus | null;
  readonly before: string | null;
  readonly limit: number;
}

export abstract class ShippingReportQueries {
  /** Those that are to be tried now, the longest overdue first. */
  abstract due(now: Date, limit: number): Promise<ShippingReport[]>;
  /** When the oldest was made of those that WeChat has not taken; null when there is none. */
  abstract oldestPending(): Promise<Date | null>;
  abstract list(filter: ReportFilter): Promise<Page<ReportState>>;
  /** Orders whose reports have failed, and whose money has all gone back. */
  abstract failedThoughRefunded(limit: number): Promise<string[]>;
}

/** Who gets a parcel; none of it is kept or logged here. */
export abstract class Receivers {
  /** Who WeChat knows the user as. */
  abstract openidOf(userId: string): Promise<string>;
  /** Empty when the order has no address. */
  abstract phoneOf(orderId: string): Promise<string>;
}

export interface Parcel {
  readonly transactionId: string;
  readonly carrier: string;
  readonly trackingNo: string;
  readonly itemDesc: string;
  readonly openid: string;
  /** Masked; empty when there is none, or none is wanted. */
  readonly receiverContact: string;
}

/** WeChat's shipping management of mini-programs. */
export abstract class ShippingUploads {
  abstract upload(parcel: Parcel): Promise<Upload>;
}
