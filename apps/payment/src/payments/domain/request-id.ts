import { DomainError } from '@minisuite/kernel';

/** The id that a caller has given; throws VALIDATION_FAILED when it is none. */
export function idOf(path: string, text: string): string {
  if (/^\d{1,20}$/.test(text)) return text;
  throw new DomainError('invalid', 'VALIDATION_FAILED', 'The request is not valid.', [
    { path, message: 'is not an id' },
  ]);
}
