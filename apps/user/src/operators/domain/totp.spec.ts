import { describe, expect, it } from '@jest/globals';
import { codeOf, otpauthUrl, stepAt, stepOf, toBase32 } from './totp.js';

// The key of the tables in RFC 4226, appendix D, and RFC 6238, appendix B.
const KEY = Buffer.from('12345678901234567890');

describe('codes', () => {
  it('are those of RFC 4226', () => {
    const codes = Array.from({ length: 10 }, (_, step) => codeOf(KEY, step));
    expect(codes).toEqual([
      '755224',
      '287082',
      '359152',
      '969429',
      '338314',
      '254676',
      '287922',
      '162583',
      '399871',
      '520489',
    ]);
  });

  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('are those of RFC 6238, %i s after 1970', (seconds, code) => {
    expect(codeOf(KEY, stepAt(new Date(seconds * 1000)))).toBe(code);
  });
});

describe('stepOf', () => {
  const now = new Date(30_000 * 5);

  it.each([
    [3, null],
    [4, 4],
    [5, 5],
    [6, 6],
    [7, null],
  ])('takes the code of step %i at step 5 for one of step %s', (step, found) => {
    expect(stepOf(KEY, codeOf(KEY, step), now)).toBe(found);
  });

  it.each(['', '25467', '2546760', '密码密码密码', '254677'])('takes %j for none', (code) => {
    expect(stepOf(KEY, code, now)).toBeNull();
  });
});

it('keys are written as RFC 4648 has it', () => {
  const written = ['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((text) => toBase32(Buffer.from(text)));
  expect(written).toEqual(['', 'MY', 'MZXQ', 'MZXW6', 'MZXW6YQ', 'MZXW6YTB', 'MZXW6YTBOI']);
});

it('an app learns all that it has to know', () => {
  expect(otpauthUrl('bo.li', KEY)).toBe(
    'otpauth://totp/Minisuite:bo.li?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Minisuite&algorithm=SHA1&digits=6&period=30',
  );
});
