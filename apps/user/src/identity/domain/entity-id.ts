import { DomainError } from '@minisuite/kernel';

const MAX_ID = 2n ** 64n - 1n;

export function isEntityId(text: string): boolean {
  return /^\d{1,20}$/.test(text) && BigInt(text) <= MAX_ID;
}

export function entityId(text: string, path: string): string {
  if (isEntityId(text)) return text;
  throw new DomainError('invalid', 'VALIDATION_FAILED', 'The id is not valid.', [
    { path, message: 'must be a decimal id' },
  ]);
}
