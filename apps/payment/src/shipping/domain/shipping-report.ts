import type { Origin } from '@minisuite/contracts';

/** A parcel of a paid order, as WeChat is to be told of it. */
export interface Shipment {
  readonly orderId: string;
  readonly userId: string;
  readonly paymentId: string;
  readonly carrier: string;
  readonly trackingNo: string;
  /** What is in it, in one line. */
  readonly title: string;
  readonly origin: Origin;
}

export interface ShippingReport extends Omit<Shipment, 'origin' | 'paymentId'> {
  /** WeChat's number of the payment. */
  readonly transactionId: string;
  /** Tries so far. */
  readonly attempts: number;
  readonly requestId: string;
}

/** `CANCELLED`: all money went back before WeChat knew of the parcel. */
export const REPORT_STATUSES = ['PENDING', 'SENT', 'FAILED', 'CANCELLED'] as const;
export type ReportStatus = (typeof REPORT_STATUSES)[number];

/** How far a report has come. */
export interface ReportState {
  readonly orderId: string;
  readonly paymentId: string;
  readonly carrier: string;
  readonly trackingNo: string;
  readonly status: ReportStatus;
  readonly attempts: number;
  readonly error: string | null;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
}

/**
 * What WeChat made of a report. `missing`: it does not know the payment, which may be so for a while after it was paid;
 * `refused`: the same again is in vain; `unknown`: perhaps later.
 */
export type Upload = { kind: 'taken' } | { kind: 'missing' | 'refused' | 'unknown'; error: string };

const FIRST_MS = 15_000;
const LONGEST_MS = 3_600_000;
const MOST_WHILE_MISSING = 12;

/** When the try after this many is made: 15 s, 30 s, 1 min … and then each hour, because WeChat holds the money back until it knows. */
export function nextTry(attempts: number, now: Date): Date {
  return new Date(now.getTime() + Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts - 1, 20)));
}

/** What becomes of a report after this many tries; null: it is tried again. When all money went back there is nothing left to wait for. */
export function settled(upload: Upload, attempts: number, refunded: boolean): Exclude<ReportStatus, 'PENDING'> | null {
  if (upload.kind === 'taken') return 'SENT';
  if (refunded) return 'CANCELLED';
  if (upload.kind === 'refused') return 'FAILED';
  return upload.kind === 'missing' && attempts >= MOST_WHILE_MISSING ? 'FAILED' : null;
}
