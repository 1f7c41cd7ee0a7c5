import { paymentV1 } from '@minisuite/contracts';
import { requireOperator } from '@minisuite/grpc';
import { decodeCursor, pageLimit } from '@minisuite/kernel';
import { Controller } from '@nestjs/common';
import { idOf } from '../../../payments/domain/request-id.js';
import { ShippingReportQueries } from '../../app/ports.js';
import { RetryShippingReport } from '../../app/retry-shipping-report.js';
import { reportMessage, statusOf } from './shipping-mapper.js';

@Controller()
@paymentV1.ShippingServiceControllerMethods()
export class ShippingController implements paymentV1.ShippingServiceController {
  constructor(
    private readonly queries: ShippingReportQueries,
    private readonly retry: RetryShippingReport,
  ) {}

  async listShippingReports(
    request: paymentV1.ListShippingReportsRequest,
  ): Promise<paymentV1.ListShippingReportsResponse> {
    requireOperator();
    const filter = { status: statusOf(request.status), before: decodeCursor(request.cursor) };
    const { items, nextCursor } = await this.queries.list({ ...filter, limit: pageLimit(request.limit) });
    return { reports: items.map(reportMessage), nextCursor: nextCursor ?? '' };
  }

  async retryShippingReport({
    orderId,
    carrier,
    trackingNo,
  }: paymentV1.RetryShippingReportRequest): Promise<paymentV1.RetryShippingReportResponse> {
    requireOperator();
    const report = await this.retry.execute(idOf('order_id', orderId), { carrier, trackingNo });
    return { report: reportMessage(report) };
  }
}
