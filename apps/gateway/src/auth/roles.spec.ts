import { describe, expect, it } from '@jest/globals';
import { allows, isAdminRoute, type Role } from './roles.js';

describe('allows', () => {
  it.each([
    [undefined, ['admin'], true],
    [undefined, [], false],
    [undefined, ['support'], false],
    [['admin'], ['support', 'admin'], true],
    [['admin'], ['administrator'], false],
    [[], ['admin'], false],
    ['any', [], true],
  ] as [readonly Role[] | 'any' | undefined, string[], boolean][])(
    'a route for %j lets somebody with %j in: %j',
    (roles, held, expected) => expect(allows(roles, held)).toBe(expected),
  );
});

describe('isAdminRoute', () => {
  it.each(['/api/v1/admin', '/api/v1/admin/', '/api/v1/admin/dead-letters/:id'])('%s is one', (pattern) =>
    expect(isAdminRoute(pattern)).toBe(true),
  );
  it.each(['/api/v1/administrators', '/api/v1/orders/admin', '/admin', '', undefined])('%s is none', (pattern) =>
    expect(isAdminRoute(pattern)).toBe(false),
  );
});
