import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eventually } from '@minisuite/testing';
import { type Login, runUserService, type RunningUserService, SESSION_MS } from './running-user-service.js';

let run: RunningUserService;
beforeAll(async () => {
  run = await runUserService();
  // Until then ended sessions are announced without anybody asking.
  await eventually('nothing is lost', () => run.announcementsKept());
});
afterAll(() => run.stop());

const as = ({ user, sessionId }: Login) => run.as(user.id, sessionId);
const list = async (login: Login, limit = 0, cursor = '') => as(login).listSessions({ limit, cursor });
const idsOf = async (login: Login) => (await list(login)).sessions.map(({ id }) => id);

async function sessionRow(id: string): Promise<Record<string, unknown> | undefined> {
  const [row] = await run.db.query<Record<string, unknown>[]>('SELECT * FROM session WHERE id = ?', [id]);
  return row;
}

describe('my devices', () => {
  it('are the sessions of the user, newest first, and tell which one asks', async () => {
    const phone = await run.logIn('owner');
    const tablet = await run.logIn('owner');
    await run.logIn('somebody-else');
    const { sessions, nextCursor } = await list(phone);
    const known = { devicePlatform: 'ios', deviceModel: 'iPhone 17' };
    expect(sessions).toMatchObject([
      { id: tablet.sessionId, current: false, ...known },
      { id: phone.sessionId, current: true, ...known },
    ]);
    expect(nextCursor).toBe('');
  });

  it('come in pages', async () => {
    const first = await run.logIn('pages');
    const second = await run.logIn('pages');
    const page = await list(first, 1);
    expect(page.sessions.map(({ id }) => id)).toEqual([second.sessionId]);
    const rest = await list(first, 1, page.nextCursor);
    expect([rest.sessions.map(({ id }) => id), rest.nextCursor]).toEqual([[first.sessionId], '']);
  });

  it('are no longer those that ended or expired', async () => {
    const old = await run.logIn('mover');
    run.clock.advance(SESSION_MS);
    const gone = await run.logIn('mover');
    const here = await run.logIn('mover');
    await as(gone).endSession({ sessionId: '' });
    expect(await idsOf(here)).toEqual([here.sessionId]);
    expect(await sessionRow(old.sessionId)).toMatchObject({ ended_at: null });
  });

  it('are shown to nobody without a session', async () => {
    await expect(run.client.listSessions({ limit: 0, cursor: '' })).rejects.toMatchObject({ reason: 'TOKEN_MISSING' });
  });
});

describe('kicking a device', () => {
  it('ends it for the gateway at once, and no other', async () => {
    const phone = await run.logIn('kicker');
    const lost = await run.logIn('kicker');
    await as(phone).endSession({ sessionId: lost.sessionId });
    await expect(run.redis.get(`session:ended:${lost.sessionId}`)).resolves.toBe('1');
    await expect(run.redis.get(`session:ended:${phone.sessionId}`)).resolves.toBeNull();
    await expect(sessionRow(lost.sessionId)).resolves.toMatchObject({ end_reason: 'KICKED' });
    const { refreshToken } = lost.tokens;
    await expect(run.client.refreshSession({ refreshToken, deviceId: '' })).rejects.toMatchObject({
      reason: 'SESSION_REVOKED',
    });
    expect(await idsOf(phone)).toEqual([phone.sessionId]);
  });

  it('of another user does nothing, like one that is none', async () => {
    const mine = await run.logIn('curious');
    const theirs = await run.logIn('victim');
    for (const sessionId of [theirs.sessionId, '999']) {
      await expect(as(mine).endSession({ sessionId })).rejects.toMatchObject({ reason: 'NOT_FOUND' });
    }
    await expect(sessionRow(theirs.sessionId)).resolves.toMatchObject({ ended_at: null });
    await expect(run.redis.get(`session:ended:${theirs.sessionId}`)).resolves.toBeNull();
  });

  it('is done once however many ask at once, and ends no other', async () => {
    const [phone, tablet] = [await run.logIn('many'), await run.logIn('many')];
    await Promise.all(Array.from({ length: 20 }, () => as(phone).endSession({ sessionId: tablet.sessionId })));
    const row = await sessionRow(tablet.sessionId);
    expect(row?.['end_reason']).toBe('KICKED');
    run.clock.advance(1000);
    await as(phone).endSession({ sessionId: tablet.sessionId });
    expect(await sessionRow(tablet.sessionId)).toEqual(row);
    expect(await idsOf(phone)).toEqual([phone.sessionId]);
    expect(await run.redis.exists(`session:ended:${tablet.sessionId}`)).toBe(1);
    expect(await run.redis.exists(`session:ended:${phone.sessionId}`)).toBe(0);
  });

  it('leaves no way on when a refresh races with it', async () => {
    const phone = await run.logIn('racer');
    const lost = await run.logIn('racer');
    const refreshing = run.client.refreshSession({ refreshToken: lost.tokens.refreshToken, deviceId: '' });
    const [refreshed] = await Promise.allSettled([
      refreshing,
      ...Array.from({ length: 5 }, () => as(phone).endSession({ sessionId: lost.sessionId })),
    ]);
    await expect(sessionRow(lost.sessionId)).resolves.toMatchObject({ end_reason: 'KICKED' });
    const token = refreshed.status === 'fulfilled' ? refreshed.value.tokens?.refreshToken : lost.tokens.refreshToken;
    await expect(run.client.refreshSession({ refreshToken: token ?? '', deviceId: '' })).rejects.toMatchObject({
      reason: 'SESSION_REVOKED',
    });
  });
});

describe('while Redis is away', () => {
  it('a session is ended here, the caller hears that gateways do not know, and repeating it tells them', async () => {
    const phone = await run.logIn('unlucky');
    const lost = await run.logIn('unlucky');
    const away = jest.spyOn(run.redis, 'set').mockRejectedValueOnce(new Error('Connection is closed.'));
    await expect(as(phone).endSession({ sessionId: lost.sessionId })).rejects.toMatchObject({
      kind: 'unavailable',
      reason: 'SERVICE_UNAVAILABLE',
    });
    expect(away).toHaveBeenCalledTimes(1);
    away.mockRestore();
    await expect(sessionRow(lost.sessionId)).resolves.toMatchObject({ end_reason: 'KICKED' });
    await expect(run.redis.get(`session:ended:${lost.sessionId}`)).resolves.toBeNull();
    await as(phone).endSession({ sessionId: lost.sessionId });
    await expect(run.redis.get(`session:ended:${lost.sessionId}`)).resolves.toBe('1');
  });
});
