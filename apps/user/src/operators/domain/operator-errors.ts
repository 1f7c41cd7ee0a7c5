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

export class TooManyLogins extends DomainError {
  constructor() {
    super('exhausted', 'RATE_LIMITED', 'Too many passwords are being checked at the moment.');
  }
}
