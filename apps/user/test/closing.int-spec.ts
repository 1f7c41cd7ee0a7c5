import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isDomainError } from '@minisuite/kernel';
import { FinishClosings } from '../src/identity/app/finish-closings.js';
import { type Login, runUserService, type RunningUserService } from './running-user-service.js';

const fields = {
  name: '张三',
  phone: '13800138000',
  province: '广东省',
  city: '广州市',
  district: '',
  detail: '新港中路397号',
  postalCode: '',
  isDefault: true,
};
const MINUTE_MS = 61_000;

let user: RunningUserService;
beforeAll(async () => {
  user = await runUserService();
});
afterAll(() => user.stop());

async function registered(openid: string): Promise<Login> {
  const login = await user.logIn(openid);
  await user.as(login.user.id).createAddress({ fields });
  await user.as(login.user.id).bindPhone({ code: user.wechat.phoneCode(openid, '13912345678') });
  return login;
}

/** Time goes by, and the timer's work is done. */
async function later(): Promise<void> {
  user.clock.advance(MINUTE_MS);
  await user.get(FinishClosings).execute();
}

const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (isDomainError(error) ? error.reason : String(error)),
  );
const account = async (id: string) =>
  (await user.db.query<Record<string, unknown>[]>('SELECT * FROM account WHERE id = ?', [id]))[0];
const count = async (table: string, id: string) =>
  Number((await user.db.query<{ n: string }[]>(`SELECT COUNT(*) AS n FROM ${table} WHERE user_id = ?`, [id]))[0]?.n);

describe('closing an account', () => {
  it('is refused while orders are open, and changes nothing', async () => {
    const { user: me, tokens } = await registered('busy');
    user.openOrders.add(me.id);
    expect(await reasonOf(user.as(me.id).closeAccount({}))).toBe('CONFLICT');
    expect((await account(me.id))?.['status']).toBe('ACTIVE');
    expect(await reasonOf(user.client.refreshSession({ refreshToken: tokens.refreshToken, deviceId: '' }))).toBe(
      'done',
    );
  });

  it('is refused while nobody can tell, and changes nothing', async () => {
    const { user: me } = await registered('in the dark');
    user.openOrders.away = true;
    expect(await reasonOf(user.as(me.id).closeAccount({}))).toBe('SERVICE_UNAVAILABLE');
    user.openOrders.away = false;
    expect((await account(me.id))?.['status']).toBe('ACTIVE');
  });

  it('ends every session at once, and lets nobody in', async () => {
    const first = await registered('leaving');
    const second = await user.logIn('leaving');
    await user.as(first.user.id).closeAccount({});
    for (const { tokens, sessionId } of [first, second]) {
      const refreshed = user.client.refreshSession({ refreshToken: tokens.refreshToken, deviceId: '' });
      expect(await reasonOf(refreshed)).toBe('SESSION_REVOKED');
      expect(await user.redis.exists(`session:ended:${sessionId}`)).toBe(1);
    }
    expect(await reasonOf(user.logIn('leaving'))).toBe('ACCOUNT_DISABLED');
    expect(await reasonOf(user.as(first.user.id).closeAccount({}))).toBe('done');
  });

  it('forgets who it was once no request of before can be under way, and tells so once', async () => {
    const { user: me } = await registered('forgotten');
    await user.as(me.id).closeAccount({});
    await user.get(FinishClosings).execute();
    expect((await account(me.id))?.['status']).toBe('CLOSING');
    await later();
    await later();
    expect(await account(me.id)).toMatchObject({
      status: 'CLOSED',
      openid: `closed:${me.id}`,
      unionid: null,
      nickname: '已注销用户',
      phone_number: null,
      city: '',
    });
    expect(await count('address', me.id)).toBe(0);
    const told = "SELECT COUNT(*) AS n FROM outbox WHERE type = 'user.closed.v1' AND aggregate_id = ?";
    expect(Number((await user.db.query<{ n: string }[]>(told, [me.id]))[0]?.n)).toBe(1);
    expect(await reasonOf(user.payments.getWechatIdentity({ userId: me.id }))).toBe('NOT_FOUND');
    expect((await user.client.batchGetUsers({ ids: [me.id] })).users).toEqual([]);
  });

  it('waits for an order that slipped in', async () => {
    const { user: me } = await registered('slipped in');
    await user.as(me.id).closeAccount({});
    user.openOrders.add(me.id);
    await later();
    expect((await account(me.id))?.['status']).toBe('CLOSING');
    expect(await count('address', me.id)).toBe(1);
    user.openOrders.delete(me.id);
    await later();
    expect((await account(me.id))?.['status']).toBe('CLOSED');
  });

  it('lets the same WeChat user register anew, as somebody else', async () => {
    const { user: me } = await registered('returning');
    await user.as(me.id).closeAccount({});
    await later();
    const anew = await user.logIn('returning');
    expect(anew.user.id).not.toBe(me.id);
    expect(anew.user.phoneMasked).toBe('');
  });

  it('by ten phones at once is one closing', async () => {
    const { user: me } = await registered('impatient');
    const closings = Array.from({ length: 10 }, () => user.as(me.id).closeAccount({}));
    expect(await Promise.all(closings.map(reasonOf))).toEqual(Array(10).fill('done'));
    await Promise.all([later(), later()]);
    const told = "SELECT COUNT(*) AS n FROM outbox WHERE type = 'user.closed.v1' AND aggregate_id = ?";
    expect(Number((await user.db.query<{ n: string }[]>(told, [me.id]))[0]?.n)).toBe(1);
  });
});

describe('exporting an account', () => {
  it('tells its owner everything, the phone in full, but not the session key', async () => {
    const { user: me } = await registered('curious');
    user.content.away = true;
    await user.as(me.id).updateProfile({ nickname: '等待的名字', avatarUrl: '', city: '', fields: ['nickname'] });
    const exported = await user.as(me.id).exportAccount({});
    expect(exported).toEqual({
      profile: { ...me, phoneMasked: '139****5678', nickname: '等待的名字', pending: ['nickname'] },
      openid: 'curious',
      unionid: '',
      phoneCountryCode: '86',
      phoneNumber: '13912345678',
    });
  });

  it('needs somebody who is logged in', async () => {
    expect(await reasonOf(user.client.exportAccount({}))).toBe('TOKEN_MISSING');
    expect(await reasonOf(user.client.closeAccount({}))).toBe('TOKEN_MISSING');
  });
});
