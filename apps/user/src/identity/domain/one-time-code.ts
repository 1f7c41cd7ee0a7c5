import { DomainError } from '@minisuite/kernel';

const MAX_LENGTH = 256;

/** A code of wx.login or of the phone button; only its form is checked here, because only WeChat knows whether it is good. */
export function oneTimeCode(text: string): string {
  if (text.length <= MAX_LENGTH && /^[\x21-\x7e]+$/.test(text)) return text;
  throw new DomainError('invalid', 'VALIDATION_FAILED', 'The code is not valid.', [
    { path: 'code', message: `must be 1 to ${MAX_LENGTH} visible ASCII characters` },
  ]);
}
