import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { RequestContext } from '@minisuite/service';
import { Injectable, Logger } from '@nestjs/common';
import { nextTry, settled, type ShippingReport } from '../domain/shipping-report.js';
import { ReportShipment } from './report-shipment.js';
import { ShippingPace } from './shipping-pace.js';
import { ShippingReportQueries, ShippingTransactions } from './ports.js';

const BITE = 20;

/** Tells WeChat of the parcels that it has not heard of; a try that dies with its process is made again later. */
@Injectable()
export class SendDueReports {
  private readonly logger = new Logger('SendDueReports');

  constructor(
    private readonly transactions: ShippingTransactions,
    private readonly queries: ShippingReportQueries,
    private readonly reportShipment: ReportShipment,
    private readonly pace: ShippingPace,
    private readonly clock: Clock,
  ) {}

  /** Takes one bite; answers whether there may be more. */
  async execute(): Promise<boolean> {
    const due = await this.queries.due(this.clock.now(), BITE);
    await Promise.all(
      due.map((report) => RequestContext.run({ requestId: report.requestId }, () => this.attempt(report))),
    );
    return due.length === BITE;
  }

  private async attempt(report: ShippingReport): Promise<void> {
    await this.pace.turn();
    const { orderId } = report;
    const attempts = report.attempts + 1;
    const tried = { ...report, attempts };
    const next = nextTry(attempts, this.clock.now());
    if (!(await this.transactions.run(REQUEST, ({ reports }) => reports.claim(report, next)))) return;
    const upload = await this.reportShipment.execute(report);
    const error = upload.kind === 'taken' ? null : upload.error;
    const status = await this.transactions.run(REQUEST, async ({ reports }) => {
      const end = settled(upload, attempts, await reports.isRefunded(orderId));
      const counts = await reports.settle(tried, { status: end, error, now: this.clock.now() });
      return counts ? end : undefined;
    });
    if (status === 'FAILED')
      this.logger.error({ orderId, attempts, error }, 'WeChat will not hear of a parcel and may hold the money back');
    else if (status === null)
      this.logger.warn({ orderId, attempts, next, error }, 'WeChat has not been told of a parcel yet');
  }
}
