import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auditTable } from '@minisuite/audit';
import { userV1 } from '@minisuite/contracts';
import { isDomainError } from '@minisuite/kernel';
import { RequestContext } from '@minisuite/service';
import { FinishClosings } from '../src/identity/app/finish-closings.js';
import { runUserService, type RunningUserService } from './running-user-service.js';

const {
  ACCOUNT_STATUS_ACTIVE: ACTIVE,
  ACCOUNT_STATUS_DISABLED: DISABLED,
  ACCOUNT_STATUS_CLOSING: CLOSING,
} = userV1.AccountStatus;

let user: RunningUserService;
beforeAll(async () => void (user = await runUserService()));
afterAll(() => user.stop());

const scope = { requestId: 'test', operatorId: '1', operatorName: 'anna', roles: ['support'] };
const asOperator = <T>(call: (rpcs: typeof user.admin) => Promise<T>) =>
  RequestContext.run(scope, () => call(user.admin));
const disable = (userId: string) =>
  asOperator((rpcs) => rpcs.setAccountStatus({ userId, status: DISABLED, reason: '恶意退款' }));
const replace = (userId: string, changes: Partial<userV1.ReplaceProfileRequest> = {}) => {
  const request = { userId, nickname: '小明', avatarUrl: '', city: '广州', reason: '用户来电', ...changes };
  return asOperator((rpcs) => rpcs.replaceProfile(request));
};
const close = (userId: string) => asOperator((rpcs) => rpcs.closeAccountFor({ userId, reason: '用户来信' }));
const accountOf = async (userId: string) => (await asOperator((rpcs) => rpcs.getAccount({ userId }))).account;
const registered = async (openid: string) => (await user.logIn(openid)).user.id;
const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (isDomainError(error) ? error.reason : String(error)),
  );
const audited = async (action: string, userId: string) => {
  const sql = `SELECT operator_name, reason, details FROM ${auditTable(user.db)} WHERE action = ? AND target_id = ? ORDER BY id`;
  const rows = await user.db.query<Record<string, string>[]>(sql, [action, userId]);
  return rows.map((row) => ({ ...row, details: JSON.parse(row['details'] ?? '') as object }));
};

describe('a profile that an operator corrects', () => {
  it('is what others see, also of a disabled user, and is written down without what it says', async () => {
    const id = await registered('rude');
    await disable(id);
    const { account } = await replace(id, { nickname: ' 小红 ' });
    expect(account).toMatchObject({ profile: { nickname: '小红', city: '广州' }, status: DISABLED });
    expect((await user.client.batchGetUsers({ ids: [id] })).users).toMatchObject([{ nickname: '小红' }]);
    expect(user.content.asked).toEqual([]);
    await replace(id, { nickname: '小红', avatarUrl: 'https://wx.qlogo.cn/a/132' });
    expect(await audited('user.replace-profile', id)).toEqual([
      { operator_name: 'anna', reason: '用户来电', details: { changed: 'nickname,city' } },
      { operator_name: 'anna', reason: '用户来电', details: { changed: 'avatarUrl' } },
    ]);
  });

  it.each<[string, Partial<userV1.ReplaceProfileRequest>, string]>([
    ['a blank name', { nickname: ' ' }, 'VALIDATION_FAILED'],
    ['a picture elsewhere', { avatarUrl: 'https://10.0.0.1/a' }, 'VALIDATION_FAILED'],
    ['what nobody sees', { city: '广\u202e州' }, 'VALIDATION_FAILED'],
    ['nobody', { userId: '1' }, 'NOT_FOUND'],
    ['no id', { userId: 'x' }, 'VALIDATION_FAILED'],
  ])('is refused with %s', async (_what, changes, reason) => {
    const id = await registered('steady');
    const before = await accountOf(id);
    expect(await reasonOf(replace(id, changes))).toBe(reason);
    expect((await accountOf(id))?.profile).toEqual(before?.profile);
    expect(await audited('user.replace-profile', id)).toEqual([]);
  });

  it('is not one of somebody who has left', async () => {
    const id = await registered('left');
    await close(id);
    expect(await reasonOf(replace(id))).toBe('CONFLICT');
  });
});

describe('an account that an operator closes', () => {
  it('is out everywhere at once, forgotten a minute later, and written down', async () => {
    const login = await user.logIn('cannot');
    const { id } = login.user;
    expect((await close(id)).account?.status).toBe(CLOSING);
    expect(await user.redis.exists(`session:ended:${login.sessionId}`)).toBe(1);
    user.clock.advance(61_000);
    await user.get(FinishClosings).execute();
    expect(await reasonOf(close(id))).toBe('CONFLICT');
    expect((await accountOf(id))?.profile?.nickname).toBe('已注销用户');
    expect(await audited('user.close', id)).toEqual([
      { operator_name: 'anna', reason: '用户来信', details: { statusBefore: 'ACTIVE', statusAfter: 'CLOSING' } },
    ]);
  });

  it('may be of a disabled user, and may be asked for again', async () => {
    const id = await registered('banned');
    await disable(id);
    expect(await reasonOf(close(id))).toBe('done');
    expect(await reasonOf(close(id))).toBe('done');
  });

  it('is refused while orders are open or nobody can tell, and for nobody; nothing changes', async () => {
    const id = await registered('buying');
    user.openOrders.add(id);
    expect(await reasonOf(close(id))).toBe('CONFLICT');
    user.openOrders.away = true;
    expect(await reasonOf(close(id))).toBe('SERVICE_UNAVAILABLE');
    user.openOrders.away = false;
    expect(await audited('user.close', id)).toEqual([]);
    expect((await accountOf(id))?.status).toBe(ACTIVE);
    expect(await Promise.all([reasonOf(close('1')), reasonOf(close('x'))])).toEqual(['NOT_FOUND', 'VALIDATION_FAILED']);
  });

  it('leaves no session that is good, with twenty logins at once', async () => {
    const id = await registered('racing');
    const logins = Array.from({ length: 20 }, () => reasonOf(user.logIn('racing')));
    await Promise.all([...logins, close(id)]);
    const live = 'SELECT COUNT(*) AS n FROM session WHERE user_id = ? AND ended_at IS NULL';
    expect(Number((await user.db.query<{ n: string }[]>(live, [id]))[0]?.n)).toBe(0);
  });
});

it('a user edits and closes nobody by these roads', async () => {
  const userId = await registered('somebody');
  const asUser = <T>(call: () => Promise<T>) => RequestContext.run({ requestId: 'r', userId }, call);
  const request = { userId, nickname: '我', avatarUrl: '', city: '', reason: 'r' };
  expect(await reasonOf(asUser(() => user.admin.replaceProfile(request)))).toBe('TOKEN_MISSING');
  expect(await reasonOf(asUser(() => user.admin.closeAccountFor({ userId, reason: 'r' })))).toBe('TOKEN_MISSING');
  expect((await accountOf(userId))?.status).toBe(ACTIVE);
});
