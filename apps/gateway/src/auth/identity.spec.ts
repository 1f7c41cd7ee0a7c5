import { describe, expect, it } from '@jest/globals';
import { identityOf } from './identity.js';

describe('identityOf', () => {
  it('reads user and session', () => {
    expect(identityOf({ typ: 'access', sub: '7', sid: '70', iat: 1 })).toEqual({ userId: '7', sessionId: '70' });
  });

  it.each([
    {},
    null,
    { typ: 'access', sub: '7' },
    { typ: 'refresh', sub: '7', sid: '70' },
    { typ: 'access', sub: 7, sid: '70' },
  ])('refuses %j', (payload) => {
    expect(() => identityOf(payload)).toThrow(expect.objectContaining({ reason: 'TOKEN_INVALID' }));
  });
});
