import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isDomainError } from '@minisuite/kernel';
import { type Login, runUserService, type RunningUserService } from './running-user-service.js';

const AVATAR = 'https://wx.qlogo.cn/mmhead/x/132';

let user: RunningUserService;
let me: Login;
beforeAll(async () => {
  user = await runUserService();
  me = await user.logIn('me');
});
afterAll(() => user.stop());

const update = (change: { nickname?: string; avatarUrl?: string; city?: string }, id = me.user.id) => {
  const { nickname = '', avatarUrl = '', city = '' } = change;
  const names = { nickname: 'nickname', avatarUrl: 'avatar_url', city: 'city' };
  const fields = Object.entries(names).flatMap(([key, name]) => (key in change ? [name] : []));
  return user.as(id).updateProfile({ nickname, avatarUrl, city, fields });
};
const outcomeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) =>
      isDomainError(error) ? `${error.reason} ${error.details.map(({ path }) => path).join()}` : String(error),
  );
const profileOf = async (id = me.user.id) => (await user.as(id).getProfile({})).profile;

describe('changing a profile', () => {
  it('changes what is given and nothing else, and shows it to others', async () => {
    const { profile } = await update({ nickname: ' 小明 ', avatarUrl: AVATAR });
    expect(profile).toMatchObject({ nickname: '小明', avatarUrl: AVATAR, city: '' });
    expect((await update({ city: '广州' })).profile).toMatchObject({
      nickname: '小明',
      avatarUrl: AVATAR,
      city: '广州',
    });
    expect((await update({ avatarUrl: '' })).profile).toMatchObject({ nickname: '小明', avatarUrl: '' });
    const { users } = await user.client.batchGetUsers({ ids: [me.user.id] });
    expect(users).toMatchObject([{ nickname: '小明', city: '广州' }]);
  });

  it('asks WeChat about what others will read, and only about that', async () => {
    user.content.asked.length = 0;
    await update({ nickname: '小红', city: '深圳' });
    await update({ avatarUrl: AVATAR });
    await update({ city: '' });
    expect(user.content.asked).toEqual([{ text: '小红\n深圳', scene: 'profile', openid: 'me' }]);
  });

  it('is refused when WeChat would not show it, and changes nothing', async () => {
    const before = await profileOf();
    user.content.unacceptable = '坏';
    expect(await outcomeOf(update({ nickname: '坏人', avatarUrl: AVATAR }))).toBe('VALIDATION_FAILED nickname');
    expect(await profileOf()).toEqual(before);
  });

  it('is refused for pictures elsewhere and names that cannot be seen, before WeChat is asked', async () => {
    user.content.asked.length = 0;
    const faults = await outcomeOf(update({ nickname: '\u200b', avatarUrl: 'https://169.254.169.254/', city: 'a\nb' }));
    expect(faults).toBe('VALIDATION_FAILED nickname,city,avatarUrl');
    expect(user.content.asked).toEqual([]);
  });

  it('of a disabled or a leaving user is refused', async () => {
    const other = await user.logIn('other');
    await user.as(other.user.id).closeAccount({});
    expect(await outcomeOf(update({ city: '广州' }, other.user.id))).toBe('ACCOUNT_DISABLED ');
  });

  it('by ten phones at once leaves one of the ten', async () => {
    const names = Array.from({ length: 10 }, (_, index) => `名字${index}`);
    await Promise.all(names.map((nickname) => update({ nickname })));
    expect(names).toContain((await profileOf())?.nickname);
  });
});
