import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Login, runUserService, type RunningUserService } from './running-user-service.js';

let run: RunningUserService;
let mine: Login;
let theirs: Login;
beforeAll(async () => {
  run = await runUserService();
  mine = await run.logIn('mine');
  theirs = await run.logIn('theirs');
});
afterAll(() => run.stop());

describe('my profile', () => {
  it('is what the login answered', async () => {
    await expect(run.as(mine.user.id).getProfile({})).resolves.toEqual({ profile: mine.user });
  });

  it('needs a user who exists', async () => {
    await expect(run.as('999').getProfile({})).rejects.toMatchObject({ kind: 'not_found', reason: 'NOT_FOUND' });
    await expect(run.client.getProfile({})).rejects.toMatchObject({ reason: 'TOKEN_MISSING' });
  });
});

describe('public profiles', () => {
  it('come for the ids that exist, each once, and tell nothing private', async () => {
    const { users } = await run.client.batchGetUsers({ ids: [theirs.user.id, mine.user.id, '999', mine.user.id] });
    const { phoneMasked: _phone, points: _points, pending: _pending, rejected: _rejected, ...publicUser } = mine.user;
    expect(users).toHaveLength(2);
    expect(users).toContainEqual(publicUser);
  });

  it('come for no id and for 100 ids', async () => {
    await expect(run.client.batchGetUsers({ ids: [] })).resolves.toEqual({ users: [] });
    const hundred = Array.from({ length: 100 }, (_, index) => String(index));
    await expect(run.client.batchGetUsers({ ids: hundred })).resolves.toEqual({ users: [] });
  });

  it.each([
    [Array.from({ length: 101 }, () => '1'), 'ids'],
    [['1', 'abc'], 'ids.1'],
    [['99999999999999999999'], 'ids.0'],
  ])('are refused for %j', async (ids, path) => {
    await expect(run.client.batchGetUsers({ ids })).rejects.toMatchObject({
      kind: 'invalid',
      reason: 'VALIDATION_FAILED',
      details: [expect.objectContaining({ path })],
    });
  });
});

it('a level follows from the points, for the user and for others', async () => {
  await run.db.query('UPDATE account SET points = 2000 WHERE id = ?', [theirs.user.id]);
  const { profile } = await run.as(theirs.user.id).getProfile({});
  expect(profile).toMatchObject({ level: 4, points: '2000' });
  const { users } = await run.client.batchGetUsers({ ids: [theirs.user.id] });
  expect(users).toMatchObject([{ level: 4 }]);
  expect((await run.logIn('theirs')).user).toMatchObject({ level: 4 });
});

describe('binding a phone', () => {
  it('keeps the number and shows it masked', async () => {
    const code = run.wechat.phoneCode('mine', '13800138000');
    await expect(run.as(mine.user.id).bindPhone({ code })).resolves.toEqual({ phoneMasked: '138****8000' });
    const { profile } = await run.as(mine.user.id).getProfile({});
    expect(profile?.phoneMasked).toBe('138****8000');
    const [account] = await run.db.query<object[]>(
      'SELECT phone_country_code, phone_number FROM account WHERE id = ?',
      [mine.user.id],
    );
    expect(account).toEqual({ phone_country_code: '86', phone_number: expect.stringMatching(/^sealed:/) });
  });

  it('replaces the number before', async () => {
    const code = run.wechat.phoneCode('mine', '13900139001');
    await expect(run.as(mine.user.id).bindPhone({ code })).resolves.toEqual({ phoneMasked: '139****9001' });
  });

  it('takes a code once when it comes twenty times at once', async () => {
    const code = run.wechat.phoneCode('mine', '13900139002');
    const attempts = await Promise.allSettled(
      Array.from({ length: 20 }, () => run.as(mine.user.id).bindPhone({ code })),
    );
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = attempts.filter((attempt) => attempt.status === 'rejected');
    expect(refused.map(({ reason }) => reason as object)).toEqual(
      refused.map(() => expect.objectContaining({ reason: 'WECHAT_CODE_INVALID' })),
    );
    expect((await run.as(mine.user.id).getProfile({})).profile?.phoneMasked).toBe('139****9002');
  });

  it('is refused with the code of another user', async () => {
    const code = run.wechat.phoneCode('theirs', '13700137000');
    const refused = { kind: 'unauthenticated', reason: 'WECHAT_CODE_INVALID' };
    await expect(run.as(mine.user.id).bindPhone({ code })).rejects.toMatchObject(refused);
    await expect(run.as(theirs.user.id).bindPhone({ code })).resolves.toEqual({ phoneMasked: '137****7000' });
    await expect(run.as(theirs.user.id).bindPhone({ code })).rejects.toMatchObject(refused);
  });

  it('is refused without a user, without a code, and while WeChat is away', async () => {
    await expect(run.client.bindPhone({ code: 'x' })).rejects.toMatchObject({ reason: 'TOKEN_MISSING' });
    await expect(run.as(mine.user.id).bindPhone({ code: '' })).rejects.toMatchObject({ reason: 'VALIDATION_FAILED' });
    run.wechat.away = true;
    await expect(run.as(mine.user.id).bindPhone({ code: 'x' })).rejects.toMatchObject({ reason: 'WECHAT_UNAVAILABLE' });
    run.wechat.away = false;
  });
});

describe('the identity at WeChat', () => {
  it('is told to services', async () => {
    await expect(run.payments.getWechatIdentity({ userId: mine.user.id })).resolves.toEqual({ openid: 'mine' });
  });

  it('is not there for an unknown user', async () => {
    await expect(run.payments.getWechatIdentity({ userId: '999' })).rejects.toMatchObject({ reason: 'NOT_FOUND' });
    await expect(run.payments.getWechatIdentity({ userId: 'x' })).rejects.toMatchObject({
      reason: 'VALIDATION_FAILED',
    });
  });
});

it('answers nobody who does not present the internal credential', async () => {
  const refused = { kind: 'unauthenticated', reason: 'CREDENTIALS_INVALID' };
  await expect(run.stranger.getWechatIdentity({ userId: mine.user.id })).rejects.toMatchObject(refused);
  const code = run.wechat.loginCode('strange');
  await expect(
    run.stranger.loginWithWechat({ code, devicePlatform: '', deviceModel: '', deviceId: '' }),
  ).rejects.toMatchObject(refused);
  await expect(run.stranger.listAddresses({ limit: 0, cursor: '' })).rejects.toMatchObject(refused);
});
