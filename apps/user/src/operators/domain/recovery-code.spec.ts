import { expect, it } from '@jest/globals';
import { grouped, recoveryHash } from './recovery-code.js';

it('a recovery code has four groups of four, and is the same however it is typed', () => {
  const code = grouped('MZXW6YTBOIMZXW6Y');
  expect(code).toBe('MZXW-6YTB-OIMZ-XW6Y');
  expect(recoveryHash(code)).toHaveLength(32);
  expect(recoveryHash(code.toLowerCase())).toEqual(recoveryHash(code));
  expect(recoveryHash('MZXW-6YTB-OIMZ-XW6Z')).not.toEqual(recoveryHash(code));
});

it.each(['', '123456', 'MZXW6YTBOIMZXW6Y', 'MZXW-6YTB-OIMZ', 'MZXW-6YTB-OIMZ-XW61', 'MZXW-6YTB-OIMZ-XW6Y '])(
  '%j is none',
  (code) => {
    expect(recoveryHash(code)).toBeNull();
  },
);
