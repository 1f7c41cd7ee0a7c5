import { DomainError } from '@minisuite/kernel';
import type { RefundField } from './refund-report.js';

export class RefundNotFound extends DomainError {
  constructor() {
    super('not_found', 'NOT_FOUND', 'There is no such refund.');
  }
}

export class RefundConflict extends DomainError {
  constructor(message: string) {
    super('conflict', 'CONFLICT', message);
  }
}

export class NothingToRefund extends DomainError {
  constructor(message: string) {
    super('conflict', 'ORDER_STATE_CONFLICT', message);
  }
}

/** What WeChat reports as refunded is not what we asked for. */
export class RefundMismatch extends DomainError {
  constructor(readonly fields: readonly RefundField[]) {
    super(
      'invalid',
      'VALIDATION_FAILED',
      'The refund is not the one that was asked for.',
      fields.map((path) => ({ path, message: 'is not what was asked for' })),
    );
  }
}
