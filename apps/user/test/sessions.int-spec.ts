import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { isDomainError } from '@minisuite/kernel';
import { Logger } from '@nestjs/common';
import {
  ACCESS_TOKEN_MS,
  loginOf,
  runUserService,
  type RunningUserService,
  SESSION_MS,
} from './running-user-service.js';

let run: RunningUserService;
beforeAll(async () => {
  run = await runUserService();
});
afterAll(() => run.stop());

const refresh = (refreshToken: string, deviceId = '') => run.client.refreshSession({ refreshToken, deviceId });

async function sessionRow(id: string): Promise<Record<string, unknown> | undefined> {
  const [row] = await run.db.query<Record<string, unknown>[]>('SELECT * FROM session WHERE id = ?', [id]);
  return row;
}

function reasonOf(result: PromiseSettledResult<unknown>): string {
  if (result.status === 'fulfilled') return 'OK';
  return isDomainError(result.reason) ? result.reason.reason : String(result.reason);
}

describe('refreshing', () => {
  it('gives another pair for the same session and notes the use', async () => {
    const { tokens, user, sessionId } = await run.logIn('refresher');
    run.clock.advance(60_000);
    const next = loginOf(await refresh(tokens.refreshToken));
    expect(next).toMatchObject({ user, sessionId, tokens: { refreshTokenExpiresIn: SESSION_MS / 1000 - 60 } });
    expect(next.tokens.refreshToken).not.toBe(tokens.refreshToken);
    expect(next.tokens.accessToken).not.toBe(tokens.accessToken);
    await expect(sessionRow(sessionId)).resolves.toMatchObject({ last_used_at: run.clock.now(), ended_at: null });
    expect(reasonOf(await settled(refresh(next.tokens.refreshToken)))).toBe('OK');
  });

  it('ends the whole session when a used token comes again', async () => {
    const { tokens, sessionId } = await run.logIn('robbed');
    const next = loginOf(await refresh(tokens.refreshToken));
    await expect(refresh(tokens.refreshToken)).rejects.toMatchObject({
      kind: 'unauthenticated',
      reason: 'REFRESH_REUSED',
    });
    await expect(refresh(next.tokens.refreshToken)).rejects.toMatchObject({ reason: 'SESSION_REVOKED' });
    await expect(sessionRow(sessionId)).resolves.toMatchObject({
      ended_at: run.clock.now(),
      end_reason: 'REFRESH_REUSED',
    });
    await expect(run.redis.get(`session:ended:${sessionId}`)).resolves.toBe('1');
  });

  it('tells the security log who was robbed, and no token', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn');
    const { tokens, user, sessionId } = await run.logIn('robbed-too');
    await refresh(tokens.refreshToken);
    await settled(refresh(tokens.refreshToken));
    const line = { security: 'refresh_token_reused', userId: user.id, sessionId };
    // Others may warn meanwhile, as of a slow Kafka.
    const told = warn.mock.calls.filter(([about]) => (about as Partial<typeof line>).security);
    expect(told).toEqual([[line, expect.any(String)]]);
    warn.mockRestore();
  });

  it('lets exactly one of 10 at once succeed', async () => {
    const { tokens, sessionId } = await run.logIn('impatient');
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => refresh(tokens.refreshToken)));
    const reasons = results.map(reasonOf).sort();
    expect(reasons).toEqual(['OK', ...Array.from({ length: 9 }, () => 'REFRESH_REUSED')]);
    const issued = await run.db.query<unknown[]>('SELECT hash FROM refresh_token WHERE session_id = ?', [sessionId]);
    expect(issued).toHaveLength(2);
    await expect(sessionRow(sessionId)).resolves.toMatchObject({ end_reason: 'REFRESH_REUSED' });
  });

  it('leaves the other sessions of the user alone', async () => {
    const phone = await run.logIn('two-devices');
    const tablet = await run.logIn('two-devices');
    await refresh(phone.tokens.refreshToken);
    await settled(refresh(phone.tokens.refreshToken));
    expect(reasonOf(await settled(refresh(tablet.tokens.refreshToken)))).toBe('OK');
  });

  it.each(['', 'x', 'A'.repeat(43), 'A'.repeat(5000)])('is refused with an unknown token (%#)', async (token) => {
    await expect(refresh(token)).rejects.toMatchObject({ kind: 'unauthenticated', reason: 'TOKEN_INVALID' });
  });

  it('is refused with an access token', async () => {
    const { tokens } = await run.logIn('confused');
    await expect(refresh(tokens.accessToken)).rejects.toMatchObject({ reason: 'TOKEN_INVALID' });
  });

  it('is refused to an account that was disabled meanwhile, and costs no token', async () => {
    const { tokens, user } = await run.logIn('suspended');
    await run.db.query("UPDATE account SET status = 'DISABLED' WHERE id = ?", [user.id]);
    await expect(refresh(tokens.refreshToken)).rejects.toMatchObject({ kind: 'forbidden', reason: 'ACCOUNT_DISABLED' });
    await run.db.query("UPDATE account SET status = 'ACTIVE' WHERE id = ?", [user.id]);
    expect(reasonOf(await settled(refresh(tokens.refreshToken)))).toBe('OK');
  });

  it('shortens the last access token to the end of the session, and is refused after it', async () => {
    const { tokens } = await run.logIn('faithful');
    run.clock.advance(SESSION_MS - 60_000);
    const next = loginOf(await refresh(tokens.refreshToken));
    expect(next.tokens).toMatchObject({ accessTokenExpiresIn: 60, refreshTokenExpiresIn: 60 });
    run.clock.advance(60_000);
    await expect(refresh(next.tokens.refreshToken)).rejects.toMatchObject({ reason: 'TOKEN_EXPIRED' });
  });
});

describe('logging out', () => {
  it('ends the session for the gateway at once, for as long as an access token can live', async () => {
    const { tokens, user, sessionId } = await run.logIn('leaver');
    await run.as(user.id, sessionId).endSession({ sessionId: '' });
    await expect(run.redis.get(`session:ended:${sessionId}`)).resolves.toBe('1');
    const ttl = await run.redis.pttl(`session:ended:${sessionId}`);
    expect(ttl).toBeGreaterThan(ACCESS_TOKEN_MS - 10_000);
    expect(ttl).toBeLessThanOrEqual(ACCESS_TOKEN_MS);
    await expect(sessionRow(sessionId)).resolves.toMatchObject({ ended_at: run.clock.now(), end_reason: 'LOGOUT' });
    await expect(refresh(tokens.refreshToken)).rejects.toMatchObject({ reason: 'SESSION_REVOKED' });
  });

  it('can be repeated', async () => {
    const { user, sessionId } = await run.logIn('double-leaver');
    await run.as(user.id, sessionId).endSession({ sessionId: '' });
    await run.redis.del(`session:ended:${sessionId}`);
    await run.as(user.id, sessionId).endSession({ sessionId: '' });
    await expect(run.redis.get(`session:ended:${sessionId}`)).resolves.toBe('1');
  });

  it('does not end the session of another user', async () => {
    const mine = await run.logIn('me');
    const theirs = await run.logIn('them');
    await expect(run.as(mine.user.id, theirs.sessionId).endSession({ sessionId: '' })).rejects.toMatchObject({
      reason: 'NOT_FOUND',
    });
    await expect(run.redis.get(`session:ended:${theirs.sessionId}`)).resolves.toBeNull();
    await expect(sessionRow(theirs.sessionId)).resolves.toMatchObject({ ended_at: null });
  });

  it('is refused to nobody', async () => {
    await expect(run.client.endSession({ sessionId: '' })).rejects.toMatchObject({ reason: 'TOKEN_MISSING' });
  });
});

async function settled(promise: Promise<unknown>): Promise<PromiseSettledResult<unknown>> {
  const [result] = await Promise.allSettled([promise]);
  return result;
}
