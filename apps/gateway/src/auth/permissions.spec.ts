import { describe, expect, it } from '@jest/globals';
import { allows, isAdminRoute, type Permission } from './permissions.js';

describe('allows', () => {
  it.each([
    [undefined, ['admin'], true],
    [undefined, [], false],
    [undefined, ['support'], false],
    ['orders.ship', ['support', 'operations'], true],
    ['orders.ship', ['support', 'auditor'], false],
    ['orders.ship', ['admin'], true],
    ['audit-log.read', ['auditor'], true],
    ['operators.manage', ['operations'], false],
    ['operators.manage', ['administrator', 'toString'], false],
    ['own-session', ['support'], true],
    ['own-session', [], false],
  ] as [Permission | undefined, string[], boolean][])(
    'a route for %j lets somebody with %j in: %j',
    (permission, held, expected) => expect(allows(permission, held)).toBe(expected),
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
