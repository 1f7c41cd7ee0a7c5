import { describe, expect, it } from '@jest/globals';
import { identityOf } from './identity.js';

describe('identityOf', () => {
  it('reads user and session', () => {
    expect(identityOf({ typ: 'access', sub: '7', sid: '70', iat: 1 })).toEqual({ userId: '7', sessionId: '70' });
  });

  it('reads operator, name and roles', () => {
    const claims = { typ: 'operator', sub: '3', sid: '30', name: 'anna', roles: ['admin'] };
    expect(identityOf(claims)).toEqual({ operatorId: '3', operatorName: 'anna', roles: ['admin'], sessionId: '30' });
  });

  it.each([
    {},
    null,
    { typ: 'access', sub: '7' },
    { typ: 'refresh', sub: '7', sid: '70' },
    { typ: 'access', sub: 7, sid: '70' },
    { typ: 'operator', sub: '3', sid: '30' },
    { typ: 'operator', sub: '3', sid: '30', name: 'anna' },
    { typ: 'operator', sub: '3', sid: '30', name: 'an na', roles: ['admin'] },
    { typ: 'operator', sub: '3', sid: '30', name: 'anna', roles: 'admin' },
    { typ: 'operator', sub: '3', sid: '30', name: 'anna', roles: ['admin,support'] },
  ])('refuses %j', (payload) => {
    expect(() => identityOf(payload)).toThrow(expect.objectContaining({ reason: 'TOKEN_INVALID' }));
  });
});
