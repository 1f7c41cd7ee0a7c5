import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import jwt from 'jsonwebtoken';
import { loginOf, publicKey, runUserService, type RunningUserService, SESSION_MS } from './running-user-service.js';

let run: RunningUserService;
beforeAll(async () => {
  run = await runUserService();
});
afterAll(() => run.stop());

const device = { devicePlatform: 'android', deviceModel: 'Mi 17', deviceId: '' };

async function rows(sql: string, parameters: unknown[]): Promise<Record<string, unknown>[]> {
  return run.db.query<Record<string, unknown>[]>(sql, parameters);
}

describe('the first login of an openid', () => {
  it('makes an account, a session and one event', async () => {
    const code = run.wechat.loginCode('first', 'union-1');
    const { user, tokens, sessionId } = loginOf(await run.client.loginWithWechat({ code, ...device }));
    expect(user).toMatchObject({ nickname: `微信用户${user.id.slice(-4)}`, avatarUrl: '', level: 1, points: '0' });
    expect(tokens).toMatchObject({ accessTokenExpiresIn: 900, refreshTokenExpiresIn: SESSION_MS / 1000 });
    const claims = jwt.verify(tokens.accessToken, publicKey, { algorithms: ['RS256'], issuer: 'minisuite' });
    expect(claims).toMatchObject({ aud: 'minisuite-api', sub: user.id, sid: sessionId, typ: 'access' });

    const [session] = await rows('SELECT * FROM session WHERE id = ?', [sessionId]);
    expect(session).toMatchObject({
      user_id: user.id,
      device_platform: 'android',
      device_model: 'Mi 17',
      ended_at: null,
    });
    const events = await rows('SELECT type, payload FROM outbox WHERE aggregate_id = ?', [user.id]);
    expect(events.map(({ type }) => type)).toEqual(['user.registered.v1']);
    expect(JSON.parse(String(events[0]?.['payload']))).toEqual({
      userId: user.id,
      registeredAt: run.clock.now().toISOString(),
    });
  });

  it('keeps the refresh token as a hash only, and never answers with what WeChat confided', async () => {
    const { tokens, user, sessionId } = await run.logIn('secretive');
    const [token] = await rows('SELECT hash FROM refresh_token WHERE session_id = ?', [sessionId]);
    expect(token?.['hash']).not.toEqual(Buffer.from(tokens.refreshToken));
    const [account] = await rows('SELECT session_key FROM account WHERE id = ?', [user.id]);
    const sessionKey = String(account?.['session_key']);
    expect(sessionKey).toMatch(/^sealed:/);
    expect(JSON.stringify({ tokens, user })).not.toContain('session-key-');
    const payload = Buffer.from(tokens.accessToken.split('.')[1] ?? '', 'base64url').toString();
    expect(payload).not.toContain('secretive');
  });

  it('makes one account and one event when 20 come at once', async () => {
    const logins = await Promise.all(Array.from({ length: 20 }, () => run.logIn('crowd')));
    const ids = new Set(logins.map(({ user }) => user.id));
    expect(ids.size).toBe(1);
    expect(new Set(logins.map(({ sessionId }) => sessionId)).size).toBe(20);
    await expect(rows('SELECT id FROM account WHERE openid = ?', ['crowd'])).resolves.toEqual([{ id: [...ids][0] }]);
    await expect(rows('SELECT type FROM outbox WHERE aggregate_id IN (?)', [[...ids]])).resolves.toHaveLength(1);
  });
});

describe('a later login', () => {
  it('finds the account, and makes another session', async () => {
    const one = await run.logIn('again');
    const two = await run.logIn('again');
    expect(two.user).toEqual(one.user);
    expect(two.sessionId).not.toBe(one.sessionId);
  });

  it('tells openids apart by case', async () => {
    const lower = await run.logIn('oabc');
    const upper = await run.logIn('oABC');
    expect(upper.user.id).not.toBe(lower.user.id);
  });

  it('fills the unionid once WeChat tells it', async () => {
    const { user } = await run.logIn('joins');
    await run.client.loginWithWechat({ code: run.wechat.loginCode('joins', 'union-2'), ...device });
    await run.logIn('joins');
    await expect(rows('SELECT unionid FROM account WHERE id = ?', [user.id])).resolves.toEqual([
      { unionid: 'union-2' },
    ]);
  });

  it('is refused to a disabled account and makes no session', async () => {
    const { user } = await run.logIn('disabled');
    await run.db.query("UPDATE account SET status = 'DISABLED' WHERE id = ?", [user.id]);
    await expect(run.logIn('disabled')).rejects.toMatchObject({ kind: 'forbidden', reason: 'ACCOUNT_DISABLED' });
    await expect(rows('SELECT id FROM session WHERE user_id = ?', [user.id])).resolves.toHaveLength(1);
  });
});

describe('a login that WeChat does not vouch for', () => {
  const refused = { kind: 'unauthenticated', reason: 'WECHAT_CODE_INVALID' };

  it('is refused with a code that is unknown or used', async () => {
    const code = run.wechat.loginCode('once');
    await run.client.loginWithWechat({ code, ...device });
    await expect(run.client.loginWithWechat({ code, ...device })).rejects.toMatchObject(refused);
    await expect(run.client.loginWithWechat({ code: 'unknown', ...device })).rejects.toMatchObject(refused);
  });

  it.each(['', 'a'.repeat(257), 'a\nb'])('is refused with the malformed code %j', async (code) => {
    await expect(run.client.loginWithWechat({ code, ...device })).rejects.toMatchObject({
      kind: 'invalid',
      reason: 'VALIDATION_FAILED',
    });
  });

  it('is let in once when one code comes twenty times at once', async () => {
    const code = run.wechat.loginCode('one-code');
    const attempts = await Promise.allSettled(
      Array.from({ length: 20 }, () => run.client.loginWithWechat({ code, ...device })),
    );
    const refused = attempts.filter((attempt) => attempt.status === 'rejected');
    expect(refused.map(({ reason }) => reason as object)).toEqual(
      Array(19).fill(expect.objectContaining({ reason: 'WECHAT_CODE_INVALID' })),
    );
    const sql = 'SELECT s.id FROM session s JOIN account a ON a.id = s.user_id WHERE a.openid = ?';
    await expect(rows(sql, ['one-code'])).resolves.toHaveLength(1);
  });

  it('is refused while WeChat is away', async () => {
    run.wechat.away = true;
    await expect(run.logIn('patient')).rejects.toMatchObject({ kind: 'unavailable', reason: 'WECHAT_UNAVAILABLE' });
    run.wechat.away = false;
    await expect(rows('SELECT id FROM account WHERE openid = ?', ['patient'])).resolves.toEqual([]);
  });
});
