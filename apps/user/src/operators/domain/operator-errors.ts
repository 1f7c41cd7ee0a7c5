import { DomainError } from '@minisuite/kernel';

/** One answer for all who are not let in, so that nobody learns which names there are. */
export class CredentialsInvalid extends DomainError {
  constructor() {
    super('unauthenticated', 'CREDENTIALS_INVALID', 'The user name or the password is wrong.');
  }
}

export class OperatorDisabled extends DomainError {
  constructor() {
    super('forbidden', 'ACCOUNT_DISABLED', 'This operator has been disabled.');
  }
}

export class OperatorNotFound extends DomainError {
  constructor() {
    super('not_found', 'NOT_FOUND', 'There is no such operator.');
  }
}

/** So that there is always an admin, and nobody gives themselves more. */
export class OwnRights extends DomainError {
  constructor() {
    super('conflict', 'CONFLICT', 'Operators do not change their own roles and status.');
  }
}

export class UsernameInUse extends DomainError {
  constructor() {
    super('conflict', 'CONFLICT', 'The user name is in use.', [{ path: 'username', message: 'is in use' }]);
  }
}

export class NotAnAdmin extends DomainError {
  constructor() {
    super('forbidden', 'FORBIDDEN', 'Only an active admin may do this.');
  }
}

export class TooManyLogins extends DomainError {
  constructor() {
    super('exhausted', 'RATE_LIMITED', 'Too many passwords are being checked at the moment.');
  }
}
