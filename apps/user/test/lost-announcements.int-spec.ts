import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '@minisuite/testing';
import { AnnounceAgain } from '../src/identity/app/announce-again.js';
import { ACCESS_TOKEN_MS, runUserService, type RunningUserService } from './running-user-service.js';

let user: RunningUserService;
beforeAll(async () => {
  user = await runUserService();
  await eventually('nothing is lost', () => user.announcementsKept());
});
afterAll(() => user.stop());

async function ended(openid: string): Promise<string> {
  const { user: me, sessionId } = await user.logIn(openid);
  await user.as(me.id, sessionId).endSession({ sessionId: '' });
  return sessionId;
}
const isAnnounced = async (sessionId: string) => (await user.redis.exists(`session:ended:${sessionId}`)) === 1;

it('a Redis that lost its data is told again which sessions have ended, but not those whose tokens are over', async () => {
  const old = await ended('old');
  user.clock.advance(ACCESS_TOKEN_MS + 1000);
  const recent = await Promise.all(['a', 'b', 'c'].map(ended));
  const all = [old, ...recent];
  await user.redis.del(...all.map((id) => `session:ended:${id}`));
  await user.loseAnnouncements();
  await eventually('they are announced again', () => user.announcementsKept());
  expect(await Promise.all(all.map(isAnnounced))).toEqual([false, true, true, true]);
});

it('as long as it lost nothing, nothing is announced again', async () => {
  const sessionId = await ended('once');
  await user.redis.del(`session:ended:${sessionId}`);
  await user.get(AnnounceAgain).execute();
  expect(await isAnnounced(sessionId)).toBe(false);
});
