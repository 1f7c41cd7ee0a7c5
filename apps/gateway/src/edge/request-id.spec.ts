import { describe, expect, it } from '@jest/globals';
import { requestIdOf } from './request-id.js';

describe('requestIdOf', () => {
  it('takes a sane id', () => {
    expect(requestIdOf({ 'x-request-id': 'a-1.b:2_C' })).toBe('a-1.b:2_C');
    expect(requestIdOf({ 'x-request-id': 'x'.repeat(128) })).toBe('x'.repeat(128));
  });

  it.each([undefined, '', 'x'.repeat(129), 'a b', 'a\nb', '<script>', 'é'])('makes its own instead of %j', (given) => {
    expect(requestIdOf({ 'x-request-id': given })).toMatch(/^[\da-f-]{36}$/);
  });
});
