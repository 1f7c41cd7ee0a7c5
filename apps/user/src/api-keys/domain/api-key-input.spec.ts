import { describe, expect, it } from '@jest/globals';
import { apiKeyFields, type AskedApiKey, overlapEnd } from './api-key-input.js';

const now = new Date('2026-01-01T00:00:00Z');
const asked = { name: 'erp', scopes: ['orders.ship', 'orders.read'], networks: ['203.0.113.0/24'], expiresInDays: 0 };

function faults(part: Partial<AskedApiKey>): string[] {
  try {
    apiKeyFields({ ...asked, ...part }, now);
    return [];
  } catch (error) {
    return (error as { details: { path: string }[] }).details.map(({ path }) => path);
  }
}

describe('apiKeyFields', () => {
  it('keeps scopes in one order, and counts days from now', () => {
    expect(apiKeyFields({ ...asked, expiresInDays: 2 }, now)).toEqual({
      name: 'erp',
      scopes: ['orders.read', 'orders.ship'],
      networks: ['203.0.113.0/24'],
      expiresAt: new Date('2026-01-03T00:00:00Z'),
    });
    expect(apiKeyFields(asked, now).expiresAt).toBeNull();
  });

  it.each([{ networks: [] }, { networks: ['2001:db8::/32', '198.51.100.7'] }, { expiresInDays: 1825 }])(
    'takes %j',
    (part) => expect(faults(part)).toEqual([]),
  );

  it.each([
    [{ name: 'E R P' }, ['name']],
    [{ name: 'ab' }, ['name']],
    [{ scopes: [] }, ['scopes']],
    [{ scopes: ['orders.read', 'users.read'] }, ['scopes']],
    [{ networks: ['10.0.0.0/8', 'localhost', '0.0.0.0/0'] }, ['networks.1', 'networks.2']],
    [{ networks: Array.from({ length: 21 }, () => '10.0.0.1') }, ['networks']],
    [{ expiresInDays: -1 }, ['expiresInDays']],
    [{ expiresInDays: 1.5 }, ['expiresInDays']],
    [{ expiresInDays: 1826, name: '' }, ['name', 'expiresInDays']],
  ])('refuses %j', (part, paths) => expect(faults(part)).toEqual(paths));
});

describe('overlapEnd', () => {
  it('is so many hours from now', () => {
    expect(overlapEnd(24, now)).toEqual(new Date('2026-01-02T00:00:00Z'));
    expect(overlapEnd(0, now)).toEqual(now);
  });

  it.each([-1, 0.5, 721, Number.NaN])('refuses %d', (hours) => {
    expect(() => overlapEnd(hours, now)).toThrow(expect.objectContaining({ reason: 'VALIDATION_FAILED' }));
  });
});
