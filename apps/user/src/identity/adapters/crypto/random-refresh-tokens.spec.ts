import { expect, it } from '@jest/globals';
import { RandomRefreshTokens } from './random-refresh-tokens.js';

const tokens = new RandomRefreshTokens();

it('makes 32 random bytes whose hash is found again', () => {
  const { token, hash } = tokens.create();
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  expect(hash).toHaveLength(32);
  expect(tokens.hashOf(token)).toEqual(hash);
  expect(tokens.create().token).not.toBe(token);
});

it.each(['', 'abc', 'a'.repeat(44), `${'a'.repeat(42)}=`, `${'a'.repeat(42)} `, 'eyJhbGciOiJub25lIn0.e30.'])(
  'does not take %j for a token',
  (text) => {
    expect(tokens.hashOf(text)).toBeNull();
  },
);
