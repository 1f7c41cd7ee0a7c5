import { createHash } from 'node:crypto';

const FORM = /^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$/;

export const RECOVERY_CODES = 10;
export const RECOVERY_CODE_BYTES = 10;

/** Four groups of four, for people who copy it from paper. */
export function grouped(base32: string): string {
  return (base32.match(/.{4}/g) ?? []).join('-');
}

/** What is kept of a recovery code: 80 random bits need no slow hash. Null for what cannot be one. */
export function recoveryHash(given: string): Buffer | null {
  const code = given.toUpperCase();
  return FORM.test(code) ? createHash('sha256').update(code).digest() : null;
}
