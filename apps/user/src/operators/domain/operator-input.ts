import { OPERATOR_ROLES, type OperatorRole } from '@minisuite/contracts';
import { DomainError, type ErrorDetail } from '@minisuite/kernel';

// Access tokens and metadata carry the name, which therefore is plain ASCII.
const USERNAME = /^[a-z0-9][a-z0-9._-]{2,31}$/;
const PASSWORD = { min: 12, max: 256 };
const MAX_DISPLAY_NAME = 64;

export interface OperatorInput {
  readonly username?: string;
  readonly displayName?: string;
  readonly roles?: readonly string[];
  readonly password?: string;
}

/** Throws VALIDATION_FAILED with every fault of what is given. */
export function assertOperatorInput(input: OperatorInput): void {
  const details = [...faultsOf(input)];
  if (details.length > 0) throw new DomainError('invalid', 'VALIDATION_FAILED', 'The operator is not valid.', details);
}

/** The roles in the order in which they are always kept. */
export function rolesOf(given: readonly string[]): OperatorRole[] {
  return OPERATOR_ROLES.filter((role) => given.includes(role));
}

function* faultsOf({ username, displayName, roles, password }: OperatorInput): Generator<ErrorDetail> {
  if (username !== undefined && !USERNAME.test(username)) {
    yield { path: 'username', message: 'must have 3 to 32 of a-z, 0-9, dot, dash and underscore' };
  }
  const length = displayName === undefined ? 1 : [...displayName.trim()].length;
  if (length < 1 || length > MAX_DISPLAY_NAME) {
    yield { path: 'displayName', message: `must have 1 to ${MAX_DISPLAY_NAME} characters` };
  }
  if (roles && (roles.length === 0 || roles.some((role) => !(OPERATOR_ROLES as readonly string[]).includes(role)))) {
    yield { path: 'roles', message: `must be some of ${OPERATOR_ROLES.join(', ')}` };
  }
  if (password !== undefined && !isStrong(password)) {
    yield { path: 'password', message: `must have ${PASSWORD.min} to ${PASSWORD.max} characters, 6 of them different` };
  }
}

function isStrong(password: string): boolean {
  const characters = [...password];
  return characters.length >= PASSWORD.min && characters.length <= PASSWORD.max && new Set(characters).size >= 6;
}
