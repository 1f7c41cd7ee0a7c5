import { DomainError } from '@minisuite/kernel';

/** One answer for all who are not let in, so that nobody learns which names there are. */
export class CredentialsInvalid extends DomainError {
  constructor() {
    super('unauthenticated', 'CREDENTIALS_INVALID', 'The user name or the password is wrong.');
  }
}

/** Told only to somebody whose password is right. */
export class SecondFactorNeeded extends DomainError {
  constructor() {
    super('unauthenticated', 'CREDENTIALS_INVALID', 'A code of the authenticator app is needed.', [
      { path: 'totp', message: 'is needed' },
    ]);
  }
}

export class CodeInvalid extends DomainError {
  constructor(path: 'totp' | 'code', verdict: 'WRONG' | 'USED') {
    const message = verdict === 'USED' ? 'was used before' : 'is wrong';
    super('unauthenticated', 'CREDENTIALS_INVALID', 'The code is not good.', [{ path, message }]);
  }
}

export class TooManyCodes extends DomainError {
  constructor(waitMs: number) {
    super('exhausted', 'RATE_LIMITED', 'There were too many wrong codes.');
    this.retryAfterMs = waitMs;
  }
}

export class SecondFactorOn extends DomainError {
  constructor() {
    super('conflict', 'CONFLICT', 'There is an authenticator app already.');
  }
}

export class SecondFactorMissing extends DomainError {
  constructor() {
    super('not_found', 'NOT_FOUND', 'There is no authenticator app.');
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

/** Whoever has the session of an admin must not get rid of the code that a login needs. */
export class OwnSecondFactor extends DomainError {
  constructor() {
    super('conflict', 'CONFLICT', 'Operators turn their own authenticator app off with a code.');
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
