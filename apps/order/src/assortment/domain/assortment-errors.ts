import { DomainError, type ErrorDetail } from '@minisuite/kernel';

export class NotShelved extends DomainError {
  constructor(what: 'product' | 'SKU') {
    super('not_found', 'NOT_FOUND', `There is no such ${what}.`);
  }
}

export class ChangedMeanwhile extends DomainError {
  constructor(version: number) {
    super('conflict', 'CONFLICT', `Somebody has changed it meanwhile: it is version ${version} now.`, [
      { path: 'version', message: `is ${version} now` },
    ]);
  }
}

export class NotEnoughPieces extends DomainError {
  constructor(available: number) {
    super('conflict', 'OUT_OF_STOCK', `Only ${available} pieces are available to be taken out.`, [
      { path: 'delta', message: `must be at least ${-available}` },
    ]);
  }
}

export class InvalidAssortment extends DomainError {
  constructor(details: readonly ErrorDetail[]) {
    super('invalid', 'VALIDATION_FAILED', 'That cannot be on a shelf.', details);
  }
}
