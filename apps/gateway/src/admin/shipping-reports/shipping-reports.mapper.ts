import { paymentV1 } from '@minisuite/contracts';
import { dateOf } from '@minisuite/grpc';
import type { z } from 'zod';
import { promised } from '../../clients/promised.js';
import { given, moment } from '../../edge/optional.js';
import {
  REPORT_STATUSES,
  type shippingReportPageSchema,
  type shippingReportSchema,
} from './shipping-reports.schemas.js';

type Report = z.infer<typeof shippingReportSchema>;

const PREFIX = 'SHIPPING_REPORT_STATUS_';

export function toShippingReport(answer: paymentV1.ShippingReport | null): Report {
  const report = promised(answer, 'report');
  const status = REPORT_STATUSES.find((name) => report.status === `${PREFIX}${name}`);
  return {
    orderId: report.orderId,
    paymentId: report.paymentId,
    carrier: report.carrier,
    trackingNo: report.trackingNo,
    status: promised(status, 'status'),
    attempts: report.attempts,
    ...given('error', report.error),
    createdAt: dateOf(report.createdAt).toISOString(),
    ...given('sentAt', moment(report.sentAt)),
  };
}

export function toShippingReportPage({
  reports,
  nextCursor,
}: paymentV1.ListShippingReportsResponse): z.infer<typeof shippingReportPageSchema> {
  return { items: reports.map(toShippingReport), nextCursor: nextCursor || null };
}

export function fromReportStatus(status: Report['status'] | undefined): paymentV1.ShippingReportStatus {
  return paymentV1.ShippingReportStatus[`${PREFIX}${status ?? 'UNSPECIFIED'}`];
}
