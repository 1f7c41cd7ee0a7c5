import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { checkCorrection, type Correction } from '../domain/correction.js';
import { ShippingReportConflict, ShippingReportNotFound } from '../domain/shipping-errors.js';
import type { ReportState } from '../domain/shipping-report.js';
import { ShippingTransactions } from './ports.js';

/** An operator has WeChat told once more of a parcel that it refused. */
@Injectable()
export class RetryShippingReport {
  constructor(
    private readonly transactions: ShippingTransactions,
    private readonly clock: Clock,
  ) {}

  /** Throws InvalidShippingRequest, ShippingReportNotFound or ShippingReportConflict. */
  async execute(orderId: string, correction: Correction): Promise<ReportState> {
    checkCorrection(correction);
    return await this.transactions.run(REQUEST, async ({ reports, audit }) => {
      const report = await reports.lock(orderId);
      if (!report) throw new ShippingReportNotFound();
      if (report.status !== 'FAILED') throw new ShippingReportConflict(report.status);
      const parcel = {
        carrier: correction.carrier || report.carrier,
        trackingNo: correction.trackingNo || report.trackingNo,
      };
      await reports.retry(orderId, parcel, this.clock.now());
      const { carrier, trackingNo, error } = report;
      await audit.record({
        action: 'shipping-report.retry',
        target: { type: 'order', id: orderId },
        before: { carrier, trackingNo, error },
        after: parcel,
      });
      return { ...report, ...parcel, status: 'PENDING', error: null };
    });
  }
}
