import { DomainError, type ErrorDetail } from '@minisuite/kernel';

export class ApiKeyNotFound extends DomainError {
  constructor() {
    super('not_found', 'NOT_FOUND', 'There is no such key.');
  }
}

export class ApiKeyRevoked extends DomainError {
  constructor() {
    super('conflict', 'CONFLICT', 'The key was revoked, which is for good.');
  }
}

export class ApiKeyInvalid extends DomainError {
  constructor() {
    super('unauthenticated', 'TOKEN_INVALID', 'There is no such key.');
  }
}

export class ApiKeyExpired extends DomainError {
  constructor() {
    super('unauthenticated', 'TOKEN_EXPIRED', 'The key is not good any more.');
  }
}

export class InvalidApiKey extends DomainError {
  constructor(details: readonly ErrorDetail[]) {
    super('invalid', 'VALIDATION_FAILED', 'The key cannot be like that.', details);
  }
}
