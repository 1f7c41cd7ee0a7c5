import { DomainError, type ErrorDetail } from '@minisuite/kernel';

export class InvalidReview extends DomainError {
  constructor(details: readonly ErrorDetail[]) {
    super('invalid', 'VALIDATION_FAILED', 'The review is not valid.', details);
  }
}

export class ReviewNotAcceptable extends DomainError {
  constructor() {
    super('invalid', 'VALIDATION_FAILED', 'The review is not acceptable.', [
      { path: 'text', message: 'is not acceptable' },
    ]);
  }
}

export class NotBought extends DomainError {
  constructor() {
    super('not_found', 'NOT_FOUND', 'The order has no such line of this product.', [
      { path: 'skuId', message: 'is not in the order' },
    ]);
  }
}

export class AlreadyReviewed extends DomainError {
  constructor() {
    super('conflict', 'CONFLICT', 'This line of the order has been reviewed.');
  }
}

export class ReviewStateConflict extends DomainError {
  constructor() {
    super('conflict', 'CONFLICT', 'The author has left and took the text along.');
  }
}

export class ReviewNotFound extends DomainError {
  constructor() {
    super('not_found', 'NOT_FOUND', 'There is no such review.');
  }
}

export class ProductNotFound extends DomainError {
  constructor() {
    super('not_found', 'NOT_FOUND', 'There is no such product.');
  }
}
