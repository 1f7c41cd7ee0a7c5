import { DomainError } from '@minisuite/kernel';

export class ReconciliationNotFound extends DomainError {
  constructor() {
    super('not_found', 'NOT_FOUND', 'There is no such reconciliation.');
  }
}

export class DifferenceNotFound extends DomainError {
  constructor() {
    super('not_found', 'NOT_FOUND', 'There is no such difference.');
  }
}

export class DifferenceNotOpen extends DomainError {
  constructor() {
    super('conflict', 'CONFLICT', 'The difference is not open any more.');
  }
}

export function refused(path: string, message: string): DomainError {
  return new DomainError('invalid', 'VALIDATION_FAILED', 'The request is not valid.', [{ path, message }]);
}
