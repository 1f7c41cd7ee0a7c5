import { isDomainError } from '@minisuite/kernel';

const MAX_TEXT = 1000;
const MAX_STACK = 4000;

/** What went wrong, with the stack when there is one, bounded. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, MAX_TEXT);
  const name = isDomainError(error) ? error.reason : error.name;
  const stack = error.stack?.split('\n').filter((line) => line.startsWith('    at ')) ?? [];
  return [`${name}: ${error.message}`.slice(0, MAX_TEXT), ...stack].join('\n').slice(0, MAX_TEXT + MAX_STACK);
}
