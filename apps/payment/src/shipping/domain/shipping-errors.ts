import { DomainError, type ErrorDetail } from '@minisuite/kernel';
import type { ReportStatus } from './shipping-report.js';

export class ShippingReportNotFound extends DomainError {
  constructor() {
    super('not_found', 'NOT_FOUND', 'WeChat is told of no such parcel.');
  }
}

export class ShippingReportConflict extends DomainError {
  constructor(status: ReportStatus) {
    super('conflict', 'CONFLICT', `A report that is ${status} is not tried again by hand.`);
  }
}

export class InvalidShippingRequest extends DomainError {
  constructor(details: readonly ErrorDetail[]) {
    super('invalid', 'VALIDATION_FAILED', 'The request is not valid.', details);
  }
}
