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

it('makes the same successor for the same salt, and another for any other token or salt', () => {
  const { token } = tokens.create();
  const salt = tokens.salt();
  const successor = tokens.successorOf(token, salt);
  expect(tokens.successorOf(token, salt)).toEqual(successor);
  expect(tokens.hashOf(successor.token)).toEqual(successor.hash);
  const others = [tokens.successorOf(token, tokens.salt()), tokens.successorOf(tokens.create().token, salt)];
  expect(others.map((other) => other.token)).not.toContain(successor.token);
});

it('keeps of the id of a device no more than a hash, and nothing of what is none', () => {
  expect(tokens.deviceKeyOf('phone-0123456789')?.toString()).not.toContain('phone');
  expect(['', 'short', 'a'.repeat(65), 'with blanks 0123456789'].map((id) => tokens.deviceKeyOf(id))).toEqual(
    Array.from({ length: 4 }, () => null),
  );
});

it.each(['', 'abc', 'a'.repeat(44), `${'a'.repeat(42)}=`, `${'a'.repeat(42)} `, 'eyJhbGciOiJub25lIn0.e30.'])(
  'does not take %j for a token',
  (text) => {
    expect(tokens.hashOf(text)).toBeNull();
  },
);
