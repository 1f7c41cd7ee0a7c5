import { Transactions } from '@minisuite/database';
import type { Shipment, ShippingReport, Upload } from '../domain/shipping-report.js';

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
  /** Notes how a try ended; a null status leaves the report pending. */
  settle(orderId: string, status: 'SENT' | 'FAILED' | null, error: string | null, now: Date): Promise<void>;
}

export abstract class ShippingTransactions extends Transactions<{ readonly reports: ShippingReports }> {}

export abstract class ShippingReportQueries {
  /** Those that are to be tried now, the longest overdue first. */
  abstract due(now: Date, limit: number): Promise<ShippingReport[]>;
  /** When the oldest was made of those that WeChat has not taken; null when there is none. */
  abstract oldestPending(): Promise<Date | null>;
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
