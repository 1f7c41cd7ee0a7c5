import { REQUEST } from '@minisuite/database';
import { Injectable } from '@nestjs/common';
import { ShippingReportQueries, ShippingTransactions } from './ports.js';

const BITE = 100;

/** Where all money went back after WeChat had refused a parcel, nothing is held back and no operator is needed. */
@Injectable()
export class CancelRefundedReports {
  constructor(
    private readonly transactions: ShippingTransactions,
    private readonly queries: ShippingReportQueries,
  ) {}

  async execute(): Promise<void> {
    const orderIds = await this.queries.failedThoughRefunded(BITE);
    if (orderIds.length > 0) await this.transactions.run(REQUEST, ({ reports }) => reports.cancel(orderIds));
  }
}
