import { describe, expect, it } from '@jest/globals';
import { readKey, requestHash } from './idempotency.js';

describe('readKey', () => {
  it.each(['k', '!~', '8e03978e-40d5-43e8-bc93-6894a57f9324', 'x'.repeat(255)])('takes %j', (key) => {
    expect(readKey(key)).toBe(key);
  });

  it.each([undefined, ''])('asks for one instead of %j', (key) => {
    expect(() => readKey(key)).toThrow(expect.objectContaining({ reason: 'IDEMPOTENCY_KEY_REQUIRED' }));
  });

  it.each(['x'.repeat(256), 'a b', 'ä', 'a\tb', ['a', 'b']])('refuses %j', (key) => {
    expect(() => readKey(key)).toThrow(expect.objectContaining({ reason: 'VALIDATION_FAILED' }));
  });
});

describe('requestHash', () => {
  const hash = (content: unknown) => requestHash('POST', '/orders', content);

  it('is SHA-256 in hex', () => expect(hash({})).toMatch(/^[\da-f]{64}$/));

  it('does not depend on the order of fields, at any depth', () => {
    expect(hash({ a: 1, b: { c: [{ d: 1, e: 2 }] } })).toBe(hash({ b: { c: [{ e: 2, d: 1 }] }, a: 1 }));
  });

  it('takes an absent field and an undefined one for the same', () => {
    expect(hash({ a: 1, b: undefined })).toBe(hash({ a: 1 }));
  });

  it('depends on values, types, the order of items, method and route', () => {
    const all = [
      hash({ a: 1 }),
      hash({ a: 2 }),
      hash({ a: '1' }),
      hash({ a: [1, 2] }),
      hash({ a: [2, 1] }),
      hash(undefined),
      requestHash('PUT', '/orders', { a: 1 }),
      requestHash('POST', '/orders/:id/payments', { a: 1 }),
    ];
    expect(new Set(all).size).toBe(all.length);
  });
});
