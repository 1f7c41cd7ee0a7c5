import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { isDomainError } from '@minisuite/kernel';
import { RequestContext } from '@minisuite/service';
import { eventually } from '@minisuite/testing';
import { SettlePicture } from '../src/content/app/settle-picture.js';
import { FinishClosings } from '../src/identity/app/finish-closings.js';
import { runUserService, type RunningUserService } from './running-user-service.js';
import { plainPush, PUSH_TOKEN } from './signed-push.js';

const MINUTE_MS = 60_000;
const picture = (name: string) => `https://wx.qlogo.cn/${name}/132`;

let user: RunningUserService;
beforeAll(async () => {
  user = await runUserService(undefined, { push: { token: PUSH_TOKEN, aesKey: undefined } });
});
afterAll(() => user.stop());
beforeEach(() => {
  user.content.away = false;
  user.content.unacceptable = undefined;
  user.content.looksAtPictures = true;
});

type Change = { nickname?: string; avatarUrl?: string; city?: string };
const update = async (id: string, change: Change) => {
  const { nickname = '', avatarUrl = '', city = '' } = change;
  const names = { nickname: 'nickname', avatarUrl: 'avatar_url', city: 'city' };
  const fields = Object.entries(names).flatMap(([key, name]) => (key in change ? [name] : []));
  return (await user.as(id).updateProfile({ nickname, avatarUrl, city, fields })).profile;
};
const mine = async (id: string) => (await user.as(id).getProfile({})).profile;
const shown = async (id: string) => (await user.client.batchGetUsers({ ids: [id] })).users[0];
const someone = async (openid: string) => (await user.logIn(openid)).user.id;
const submittedAs = (url: string, time = 1) =>
  eventually(
    `${url} is submitted ${time} times`,
    () => user.content.pictures.filter((asked) => asked.url === url)[time - 1]?.traceId,
  );
/** The push may come before the answer to the call is written down; WeChat takes seconds at least. */
const noted = (traceId: string) =>
  eventually(`${traceId} is written down`, async () => {
    const rows = await user.db.query<object[]>('SELECT 1 FROM draft WHERE trace_id = ?', [traceId]);
    return rows.length === 1;
  });
const settled = (what: string, assert: () => Promise<void>) =>
  eventually(what, async () => {
    await assert();
    return true;
  });
const tell = (traceId: string, suggest: string, errcode = 0) =>
  user.pushes.handlePush(
    plainPush(
      JSON.stringify({ MsgType: 'event', Event: 'wxa_media_check', trace_id: traceId, errcode, result: { suggest } }),
      { now: user.clock.now() },
    ),
  );
const rowsOf = (id: string) => user.db.query<object[]>('SELECT field, value, state FROM draft WHERE user_id = ?', [id]);

describe('a text that WeChat cannot look at now', () => {
  it('is shown to its author only, and to others when WeChat has nothing against it', async () => {
    const me = await someone('texts');
    const before = await shown(me);
    user.content.away = true;
    expect(await update(me, { nickname: '新名', city: '广州' })).toMatchObject({
      nickname: '新名',
      city: '广州',
      pending: ['city', 'nickname'],
    });
    expect(await mine(me)).toMatchObject({ nickname: '新名', pending: ['city', 'nickname'], rejected: [] });
    expect((await user.logIn('texts')).user).toMatchObject({ nickname: '新名' });
    expect(await shown(me)).toEqual(before);
    user.content.away = false;
    user.clock.advance(10 * MINUTE_MS);
    await settled('both texts are shown', async () =>
      expect(await shown(me)).toMatchObject({ nickname: '新名', city: '广州' }),
    );
    expect(await mine(me)).toMatchObject({ pending: [], rejected: [] });
  });

  it('is dropped when WeChat would not show it, which its author sees until the next change', async () => {
    const me = await someone('bad texts');
    const before = await shown(me);
    user.content.away = true;
    await update(me, { nickname: '坏名' });
    user.content.unacceptable = '坏';
    user.content.away = false;
    user.clock.advance(10 * MINUTE_MS);
    await settled('the text is dropped', async () =>
      expect(await mine(me)).toMatchObject({ nickname: before?.nickname, pending: [], rejected: ['nickname'] }),
    );
    expect(await shown(me)).toEqual(before);
    expect(await update(me, { nickname: '好名' })).toMatchObject({ nickname: '好名', rejected: [] });
  });

  it('is replaced by a later one that WeChat has looked at', async () => {
    const me = await someone('later');
    user.content.away = true;
    await update(me, { nickname: '先写的' });
    user.content.away = false;
    await update(me, { nickname: '后写的' });
    expect(await rowsOf(me)).toEqual([]);
    expect(await shown(me)).toMatchObject({ nickname: '后写的' });
  });
});

describe('a picture', () => {
  it('is shown to others when WeChat has pushed that it passes, however often it says so', async () => {
    const me = await someone('pictures');
    expect(await update(me, { avatarUrl: picture('a') })).toMatchObject({
      avatarUrl: picture('a'),
      pending: ['avatar_url'],
    });
    expect(await shown(me)).toMatchObject({ avatarUrl: '' });
    const trace = await submittedAs(picture('a'));
    await noted(trace);
    await tell(trace, 'pass');
    expect(await shown(me)).toMatchObject({ avatarUrl: picture('a') });
    await update(me, { avatarUrl: '' });
    await tell(trace, 'pass');
    expect(await shown(me)).toMatchObject({ avatarUrl: '' });
  });

  it.each([
    ['risky', 0],
    ['review', 0],
    ['pass', -1008],
  ])('is dropped when it is %s with %d', async (suggest, errcode) => {
    const name = `bad-${suggest}${errcode}`;
    const me = await someone(name);
    await update(me, { avatarUrl: picture(name) });
    const trace = await submittedAs(picture(name));
    await noted(trace);
    await tell(trace, suggest, errcode);
    expect(await mine(me)).toMatchObject({ avatarUrl: '', pending: [], rejected: ['avatar_url'] });
    expect(await shown(me)).toMatchObject({ avatarUrl: '' });
  });

  it('is not shown by the verdict on an earlier one', async () => {
    const me = await someone('replaced');
    await update(me, { avatarUrl: picture('first') });
    const trace = await submittedAs(picture('first'));
    await noted(trace);
    await update(me, { avatarUrl: picture('second') });
    await tell(trace, 'pass');
    expect(await shown(me)).toMatchObject({ avatarUrl: '' });
    expect(await mine(me)).toMatchObject({ avatarUrl: picture('second'), pending: ['avatar_url'] });
  });

  it('of ten changes that race with ten verdicts is never another one than the last that passed', async () => {
    const me = await someone('racing');
    await update(me, { avatarUrl: picture('race') });
    const trace = await submittedAs(picture('race'));
    await noted(trace);
    const settle = user.get(SettlePicture);
    const changes = Array.from({ length: 10 }, (_, index) => update(me, { avatarUrl: picture(`race${index}`) }));
    await Promise.all([...changes, ...Array.from({ length: 10 }, () => settle.run(trace, true))]);
    expect(['', picture('race')]).toContain((await shown(me))?.avatarUrl);
    const [draft, ...others] = await rowsOf(me);
    expect(others).toEqual([]);
    expect(draft).toMatchObject({ value: expect.stringMatching(/\/race\d\//) });
  });

  it('is submitted again when no verdict came within 30 minutes, and dropped in the end', async () => {
    const me = await someone('forgotten');
    await update(me, { avatarUrl: picture('lost') });
    for (const time of [1, 2, 3]) {
      await noted(await submittedAs(picture('lost'), time));
      user.clock.advance(30 * MINUTE_MS);
    }
    await settled('the picture is dropped', async () =>
      expect(await mine(me)).toMatchObject({ avatarUrl: '', rejected: ['avatar_url'] }),
    );
    expect(user.content.pictures.filter(({ url }) => url === picture('lost'))).toHaveLength(3);
  });

  it('waits while WeChat is away', async () => {
    const me = await someone('away');
    user.content.away = true;
    await update(me, { avatarUrl: picture('away') });
    await eventually('WeChat was asked in vain', async () => {
      const [row] = await user.db.query<{ attempts: number }[]>('SELECT attempts FROM draft WHERE user_id = ?', [me]);
      return (row?.attempts ?? 0) > 0;
    });
    user.content.away = false;
    user.clock.advance(10 * MINUTE_MS);
    await submittedAs(picture('away'));
  });

  it('is shown at once where no push could tell what WeChat thinks, and when it is the one that is shown', async () => {
    const me = await someone('unchecked');
    user.content.looksAtPictures = false;
    expect(await update(me, { avatarUrl: picture('free') })).toMatchObject({ pending: [] });
    user.content.looksAtPictures = true;
    expect(await update(me, { avatarUrl: picture('free') })).toMatchObject({ pending: [] });
    expect(await shown(me)).toMatchObject({ avatarUrl: picture('free') });
  });
});

it('what an operator writes is not overruled by a late verdict on what was there before', async () => {
  const me = await someone('corrected');
  await update(me, { avatarUrl: picture('corrected') });
  const trace = await submittedAs(picture('corrected'));
  await noted(trace);
  const operator = { requestId: 'test', operatorId: '1', operatorName: 'anna', roles: ['support'] };
  const { nickname = '' } = (await shown(me)) ?? {};
  const correction = { userId: me, nickname, avatarUrl: picture('neutral'), city: '', reason: '头像违规' };
  await RequestContext.run(operator, () => user.admin.replaceProfile(correction));
  await tell(trace, 'pass');
  expect(await shown(me)).toMatchObject({ avatarUrl: picture('neutral') });
  expect(await mine(me)).toMatchObject({ avatarUrl: picture('neutral'), pending: [] });
});

it('of a user who leaves nothing waits any longer, and no verdict brings anything back', async () => {
  const me = await someone('leaving');
  await update(me, { avatarUrl: picture('leaving') });
  const trace = await submittedAs(picture('leaving'));
  await noted(trace);
  await user.as(me).closeAccount({});
  await tell(trace, 'pass');
  user.clock.advance(2 * MINUTE_MS);
  await user.get(FinishClosings).execute();
  expect(await rowsOf(me)).toEqual([]);
  const [account] = await user.db.query<object[]>('SELECT status, avatar_url FROM account WHERE id = ?', [me]);
  expect(account).toEqual({ status: 'CLOSED', avatar_url: '' });
});

it('a verdict that WeChat did not sign changes nothing', async () => {
  const me = await someone('forged');
  await update(me, { avatarUrl: picture('forged') });
  const trace = await submittedAs(picture('forged'));
  await noted(trace);
  const body = JSON.stringify({
    MsgType: 'event',
    Event: 'wxa_media_check',
    trace_id: trace,
    result: { suggest: 'pass' },
  });
  const forged = user.pushes.handlePush(plainPush(body, { now: user.clock.now(), token: 'another-token' }));
  expect(await forged.catch((error: unknown) => isDomainError(error) && error.reason)).toBe('SIGNATURE_INVALID');
  expect(await shown(me)).toMatchObject({ avatarUrl: '' });
});
