import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isDomainError } from '@minisuite/kernel';
import { metrics } from '@minisuite/service';
import { loginOf, runUserService, type RunningUserService } from './running-user-service.js';

const PHONE = 'phone-0123456789';

let run: RunningUserService;
beforeAll(async () => {
  run = await runUserService();
});
afterAll(() => run.stop());

const refresh = async (refreshToken: string, deviceId = PHONE) =>
  loginOf(await run.client.refreshSession({ refreshToken, deviceId }));
const rows = (sql: string, id: string) => run.db.query<Record<string, unknown>[]>(sql, [id]);
const sessionRow = async (id: string) => (await rows('SELECT * FROM session WHERE id = ?', id))[0];
const tokenRows = (id: string) => rows('SELECT * FROM refresh_token WHERE session_id = ?', id);

async function counted(event: string): Promise<number> {
  const { values } = (await metrics().getSingleMetric('minisuite_user_security_events_total')?.get()) ?? { values: [] };
  return values.find(({ labels }) => labels['event'] === event)?.value ?? 0;
}

describe('a device whose answer was lost', () => {
  it('gets the same refresh token again, which goes on as if nothing had happened', async () => {
    const { tokens, sessionId } = await run.logIn('tunnel', PHONE);
    const before = await counted('refresh_answer_repeated');
    const lost = await refresh(tokens.refreshToken);
    run.clock.advance(10_000);
    const again = await refresh(tokens.refreshToken);
    expect(again).toMatchObject({ sessionId, tokens: { refreshToken: lost.tokens.refreshToken } });
    expect(again.tokens.accessToken).not.toBe(lost.tokens.accessToken);
    await expect(tokenRows(sessionId)).resolves.toHaveLength(2);
    expect(await counted('refresh_answer_repeated')).toBe(before + 1);
    await expect(refresh(again.tokens.refreshToken)).resolves.toMatchObject({ sessionId });
  });

  it('grows one new line from 10 refreshes at once', async () => {
    const { tokens, sessionId } = await run.logIn('ten-at-once', PHONE);
    const answers = await Promise.all(Array.from({ length: 10 }, () => refresh(tokens.refreshToken)));
    expect(new Set(answers.map((answer) => answer.tokens.refreshToken)).size).toBe(1);
    await expect(tokenRows(sessionId)).resolves.toHaveLength(2);
    await expect(sessionRow(sessionId)).resolves.toMatchObject({ ended_at: null });
  });
});

describe('a used token ends the session', () => {
  const ended = { refusal: 'REFRESH_REUSED', endReason: 'REFRESH_REUSED', mark: '1', events: 1 };

  /** What is to be seen of a refresh that should end its session. */
  async function seen(sessionId: string, attempt: Promise<unknown>): Promise<typeof ended> {
    const before = await counted('refresh_token_reused');
    const refusal: unknown = await attempt.catch((error: unknown) => error);
    return {
      refusal: isDomainError(refusal) ? refusal.reason : 'none',
      endReason: String((await sessionRow(sessionId))?.['end_reason']),
      mark: (await run.redis.get(`session:ended:${sessionId}`)) ?? 'none',
      events: (await counted('refresh_token_reused')) - before,
    };
  }

  it('10 seconds later', async () => {
    const { tokens, sessionId } = await run.logIn('late', PHONE);
    await refresh(tokens.refreshToken);
    run.clock.advance(10_001);
    expect(await seen(sessionId, refresh(tokens.refreshToken))).toEqual(ended);
  });

  it.each(['', 'tablet-0123456789', 'phone-9876543210'])('from the device %j', async (other) => {
    const { tokens, sessionId } = await run.logIn(`stolen-${other}`, PHONE);
    await refresh(tokens.refreshToken);
    expect(await seen(sessionId, refresh(tokens.refreshToken, other))).toEqual(ended);
  });

  it('once its successor has been used, so that a thief and the device never both go on', async () => {
    const { tokens, sessionId } = await run.logIn('both', PHONE);
    const next = await refresh(tokens.refreshToken);
    await refresh(next.tokens.refreshToken);
    expect(await seen(sessionId, refresh(tokens.refreshToken))).toEqual(ended);
  });

  it('when the login named no device', async () => {
    const { tokens, sessionId } = await run.logIn('nameless');
    await refresh(tokens.refreshToken);
    expect(await seen(sessionId, refresh(tokens.refreshToken))).toEqual(ended);
  });
});

it('is no way back into an ended session', async () => {
  const { tokens, user, sessionId } = await run.logIn('gone', PHONE);
  await refresh(tokens.refreshToken);
  await run.as(user.id, sessionId).endSession({ sessionId: '' });
  await expect(refresh(tokens.refreshToken)).rejects.toMatchObject({ reason: 'SESSION_REVOKED' });
});

it('keeps the id of a device as a hash only', async () => {
  const { sessionId } = await run.logIn('hashed', PHONE);
  const key = (await sessionRow(sessionId))?.['device_key'] as Buffer;
  expect(key).toHaveLength(32);
  expect(key.toString()).not.toContain('phone');
});
