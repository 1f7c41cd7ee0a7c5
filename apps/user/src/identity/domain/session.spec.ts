import { describe, expect, it } from '@jest/globals';
import { RefreshTokenExpired, SessionRevoked } from './identity-errors.js';
import { Session } from './session.js';
import { SessionPolicy } from './session-policy.js';

const start = new Date('2026-03-01T00:00:00.000Z');
const at = (ms: number) => new Date(start.getTime() + ms);

function opened(): Session {
  const device = { platform: 'ios', model: 'iPhone 17' };
  return Session.open({ id: '9', ownerId: '7', device }, start, 1000);
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
