import { paymentV1 } from '@minisuite/contracts';
import { toTimestamp } from '@minisuite/grpc';
import { InvalidShippingRequest } from '../../domain/shipping-errors.js';
import { REPORT_STATUSES, type ReportState, type ReportStatus } from '../../domain/shipping-report.js';

const { ShippingReportStatus: Wire } = paymentV1;

const STATUS: Record<ReportStatus, paymentV1.ShippingReportStatus> = {
  PENDING: Wire.SHIPPING_REPORT_STATUS_PENDING,
  SENT: Wire.SHIPPING_REPORT_STATUS_SENT,
  FAILED: Wire.SHIPPING_REPORT_STATUS_FAILED,
  CANCELLED: Wire.SHIPPING_REPORT_STATUS_CANCELLED,
};

export function reportMessage(state: ReportState): paymentV1.ShippingReport {
  return {
    ...state,
    status: STATUS[state.status],
    error: state.error ?? '',
    createdAt: toTimestamp(state.createdAt),
    sentAt: toTimestamp(state.sentAt),
  };
}

/** Null for any. */
export function statusOf(wire: paymentV1.ShippingReportStatus): ReportStatus | null {
  if (wire === Wire.SHIPPING_REPORT_STATUS_UNSPECIFIED) return null;
  const status = REPORT_STATUSES.find((name) => STATUS[name] === wire);
  if (status) return status;
  throw new InvalidShippingRequest([{ path: 'status', message: 'is not a status' }]);
}
