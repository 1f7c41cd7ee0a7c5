import { DomainError, type ErrorDetail } from '@minisuite/kernel';

const MAX_USERNAME = 64;
// A hash takes any length, but a stranger shall not choose how much there is to do.
const MAX_PASSWORD = 256;

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** What somebody logs in with; the name in the form in which names are kept. */
export function credentialsOf(username: string, password: string): Credentials {
  const faults = [fault('username', username, MAX_USERNAME), fault('password', password, MAX_PASSWORD)];
  const details = faults.filter((detail) => detail !== null);
  if (details.length > 0)
    throw new DomainError('invalid', 'VALIDATION_FAILED', 'The credentials cannot be right.', details);
  return { username: username.trim().toLowerCase(), password };
}

function fault(path: keyof Credentials, text: string, max: number): ErrorDetail | null {
  const length = text.length > max ? [...text].length : text.length;
  return length >= 1 && length <= max ? null : { path, message: `must have 1 to ${max} characters` };
}
