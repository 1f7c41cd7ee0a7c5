import { DomainError } from '@minisuite/kernel';

export class WechatCodeRefused extends DomainError {
  constructor() {
    super('unauthenticated', 'WECHAT_CODE_INVALID', 'WeChat did not accept the code.');
  }
}

export class WechatUnavailable extends DomainError {
  constructor() {
    super('unavailable', 'WECHAT_UNAVAILABLE', 'WeChat is not available.');
  }
}

export class AccountDisabled extends DomainError {
  constructor() {
    super('forbidden', 'ACCOUNT_DISABLED', 'This account has been disabled.');
  }
}

export class AccountClosed extends DomainError {
  constructor() {
    super('conflict', 'CONFLICT', 'The user has closed this account.');
  }
}

export class RefreshTokenInvalid extends DomainError {
  constructor() {
    super('unauthenticated', 'TOKEN_INVALID', 'The refresh token is not valid.');
  }
}

export class RefreshTokenExpired extends DomainError {
  constructor() {
    super('unauthenticated', 'TOKEN_EXPIRED', 'The refresh token has expired.');
  }
}

export class RefreshTokenReused extends DomainError {
  constructor() {
    super('unauthenticated', 'REFRESH_REUSED', 'The refresh token was used before; the session has been ended.');
  }
}

export class SessionRevoked extends DomainError {
  constructor() {
    super('unauthenticated', 'SESSION_REVOKED', 'This session has been ended.');
  }
}

export class UserNotFound extends DomainError {
  constructor() {
    super('not_found', 'NOT_FOUND', 'There is no such user.');
  }
}

export class OrdersOpen extends DomainError {
  constructor() {
    super('conflict', 'CONFLICT', 'There are orders that have not come to their end.');
  }
}

export class SessionNotFound extends DomainError {
  constructor() {
    super('not_found', 'NOT_FOUND', 'There is no such session.');
  }
}
