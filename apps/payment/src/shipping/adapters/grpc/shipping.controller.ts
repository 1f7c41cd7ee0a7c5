import { paymentV1 } from '@minisuite/contracts';
import { requireOperator } from '@minisuite/grpc';
import { decodeCursor } from '@minisuite/kernel';
import { Controller } from '@nestjs/common';
import { idOf } from '../../../payments/domain/request-id.js';
import { ShippingReportQueries } from '../../app/ports.js';
import { RetryShippingReport } from '../../app/retry-shipping-report.js';
import { InvalidShippingRequest } from '../../domain/shipping-errors.js';
import { reportMessage, statusOf } from './shipping-mapper.js';

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;

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
    const { items, nextCursor } = await this.queries.list({ ...filter, limit: limitOf(request.limit) });
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

function limitOf(asked: number): number {
  const limit = asked === 0 ? DEFAULT_LIMIT : asked;
  if (Number.isInteger(limit) && limit >= 1 && limit <= MAX_LIMIT) return limit;
  throw new InvalidShippingRequest([{ path: 'limit', message: `must be 1 to ${MAX_LIMIT}` }]);
}
