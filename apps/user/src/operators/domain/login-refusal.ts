import type { DomainError } from '@minisuite/kernel';
import type { Operator } from './operator.js';
import { CodeInvalid, CredentialsInvalid, SecondFactorNeeded } from './operator-errors.js';

/** Why somebody is not let in, as the audit log has it. */
export type LoginRefusal = 'UNKNOWN_NAME' | 'WRONG_PASSWORD' | 'DISABLED' | 'NO_CODE' | 'WRONG_CODE' | 'USED_CODE';

/** Why a password does not do; null when it does. */
export function passwordRefusal(operator: Operator, fits: boolean): LoginRefusal | null {
  if (!fits) return 'WRONG_PASSWORD';
  return operator.isActive ? null : 'DISABLED';
}

/** What the caller is told: of codes only, because then the password was right. */
export function loginError(refusal: LoginRefusal): DomainError {
  switch (refusal) {
    case 'NO_CODE':
      return new SecondFactorNeeded();
    case 'WRONG_CODE':
      return new CodeInvalid('totp', 'WRONG');
    case 'USED_CODE':
      return new CodeInvalid('totp', 'USED');
    default:
      return new CredentialsInvalid();
  }
}
