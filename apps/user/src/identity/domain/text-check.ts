import { DomainError, type ErrorDetail } from '@minisuite/kernel';

const MAX_TEXT = 2500;

/** Where a text will stand. */
export type TextScene = 'profile' | 'comment';

/** What WeChat suggests: to show it, to have a person look at it, or not to show it. */
export type TextVerdict = 'pass' | 'review' | 'risky';

/** Throws VALIDATION_FAILED for what WeChat takes no word on. */
export function checkableText(text: string): string {
  const length = [...text].length;
  if (length >= 1 && length <= MAX_TEXT) return text;
  throw unreadable({ path: 'text', message: `must have 1 to ${MAX_TEXT} characters` });
}

export function unreadable(detail: ErrorDetail): DomainError {
  return new DomainError('invalid', 'VALIDATION_FAILED', 'The text cannot be checked.', [detail]);
}
