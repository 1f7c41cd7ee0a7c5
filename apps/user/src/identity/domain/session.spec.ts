import { describe, expect, it } from '@jest/globals';
import { RefreshTokenExpired, SessionRevoked } from './identity-errors.js';
import { Session } from './session.js';
import { SessionPolicy } from './session-policy.js';

const start = new Date('2026-03-01T00:00:00.000Z');
const at = (ms: number) => new Date(start.getTime() + ms);

function opened(deviceKey: Buffer | null = null): Session {
  const device = { platform: 'ios', model: 'iPhone 17' };
  return Session.open({ id: '9', ownerId: '7', device, deviceKey }, start, 1000);
}

describe('using a session', () => {
  it('notes when, and does not prolong it', () => {
    const session = opened();
    session.use(at(999));
    expect(session.snapshot).toMatchObject({ lastUsedAt: at(999), expiresAt: at(1000) });
  });

  it('is refused from the moment it expires', () => {
    expect(() => opened().use(at(1000))).toThrow(RefreshTokenExpired);
  });

  it('is refused after its end', () => {
    const session = opened();
    session.end('LOGOUT', at(1));
    expect(() => session.use(at(2))).toThrow(SessionRevoked);
  });
});

describe('asking again for a lost answer', () => {
  const key = Buffer.alloc(32, 1);

  it.each([
    ['the device of the session', key, key, 10_000, true],
    ['too late', key, key, 10_001, false],
    ['another device', key, Buffer.alloc(32, 2), 0, false],
    ['a device without a name', key, null, 0, false],
    ['a device that the login did not name', null, key, 0, false],
    ['no device for a session of none', null, null, 0, false],
  ])('%s', (_who, known, given, later, expected) => {
    expect(opened(known).mayRepeat(given, start, at(later))).toBe(expected);
  });
});

it('keeps the first reason of its end', () => {
  const session = opened();
  session.end('LOGOUT', at(1));
  session.end('REFRESH_REUSED', at(2));
  expect(session.snapshot).toMatchObject({ endedAt: at(1), endReason: 'LOGOUT' });
});

describe('SessionPolicy', () => {
  const policy = new SessionPolicy(900, 1000);

  it('gives an access token its full life', () => {
    expect(policy.accessTokenEnd(start, at(1000))).toEqual(at(900));
  });

  it('lets no access token outlive its session', () => {
    expect(policy.accessTokenEnd(at(500), at(1000))).toEqual(at(1000));
  });
});
