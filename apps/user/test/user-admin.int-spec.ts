import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auditTable } from '@minisuite/audit';
import { userV1 } from '@minisuite/contracts';
import { isDomainError } from '@minisuite/kernel';
import { RequestContext } from '@minisuite/service';
import { type Login, runUserService, type RunningUserService } from './running-user-service.js';

const { ACCOUNT_STATUS_ACTIVE: ACTIVE, ACCOUNT_STATUS_DISABLED: DISABLED } = userV1.AccountStatus;
const ALL = userV1.AccountStatus.ACCOUNT_STATUS_UNSPECIFIED;
const PHONE = '13912345678';

let user: RunningUserService;
let me: Login;
beforeAll(async () => {
  user = await runUserService();
  me = await user.logIn('me');
  await user.as(me.user.id).bindPhone({ code: user.wechat.phoneCode('me', PHONE) });
  for (const openid of ['a', 'b', 'c']) await user.logIn(openid);
});
afterAll(() => user.stop());

const scope = { requestId: 'test', operatorId: '1', operatorName: 'anna', roles: ['support'] };
const asOperator = <T>(call: (rpcs: typeof user.admin) => Promise<T>) =>
  RequestContext.run(scope, () => call(user.admin));
const list = (filter: Partial<userV1.ListAccountsRequest> = {}) =>
  asOperator((rpcs) => rpcs.listAccounts({ status: ALL, phone: '', limit: 100, cursor: '', ...filter }));
const idsOf = ({ accounts }: userV1.ListAccountsResponse) => accounts.map(({ profile }) => profile?.id);
const set = (userId: string, status: userV1.AccountStatus, reason = '恶意退款') =>
  asOperator((rpcs) => rpcs.setAccountStatus({ userId, status, reason }));
const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (isDomainError(error) ? error.reason : String(error)),
  );

describe('users as operators see them', () => {
  it('are listed newest first, page by page', async () => {
    const all = idsOf(await list());
    expect(all).toHaveLength(4);
    expect(all).toEqual(all.toSorted().toReversed());
    const first = await list({ limit: 3 });
    const second = await list({ limit: 3, cursor: first.nextCursor });
    expect([...idsOf(first), ...idsOf(second)]).toEqual(all);
    expect(second.nextCursor).toBe('');
  });

  it('are found by their whole phone number, which is shown masked and kept sealed', async () => {
    const { accounts } = await list({ phone: PHONE });
    expect(accounts).toMatchObject([{ profile: { id: me.user.id, phoneMasked: '139****5678' }, status: ACTIVE }]);
    expect(idsOf(await list({ phone: PHONE.slice(0, -1) }))).toEqual([]);
    const [row] = await user.db.query<{ phone_index: Buffer }[]>('SELECT phone_index FROM account WHERE id = ?', [
      me.user.id,
    ]);
    expect(row?.phone_index).toHaveLength(32);
  });

  it('are not found by the number that they had before', async () => {
    await user.as(me.user.id).bindPhone({ code: user.wechat.phoneCode('me', '13700000000') });
    expect(idsOf(await list({ phone: PHONE }))).toEqual([]);
    expect(idsOf(await list({ phone: '13700000000' }))).toEqual([me.user.id]);
  });

  it('are for operators only', async () => {
    const asUser = <T>(call: () => Promise<T>) => RequestContext.run({ requestId: 'r', userId: me.user.id }, call);
    const userId = me.user.id;
    const attempts = [
      asUser(() => user.admin.getAccount({ userId })),
      asUser(() => user.admin.listAccounts({ status: ALL, phone: '', limit: 0, cursor: '' })),
      asUser(() => user.admin.setAccountStatus({ userId, status: DISABLED, reason: 'r' })),
    ];
    expect(await Promise.all(attempts.map(reasonOf))).toEqual(Array(3).fill('TOKEN_MISSING'));
  });
});

describe('a disabled user', () => {
  it('is out everywhere at once, and may come back when an operator says so', async () => {
    const login = await user.logIn('troublemaker');
    const { account } = await set(login.user.id, DISABLED);
    expect(account?.status).toBe(DISABLED);
    expect(await user.redis.exists(`session:ended:${login.sessionId}`)).toBe(1);
    const refresh = () => user.client.refreshSession({ refreshToken: login.tokens.refreshToken, deviceId: '' });
    expect(await reasonOf(refresh())).toBe('SESSION_REVOKED');
    expect(await reasonOf(user.logIn('troublemaker'))).toBe('ACCOUNT_DISABLED');
    expect(idsOf(await list({ status: DISABLED }))).toEqual([login.user.id]);
    await set(login.user.id, ACTIVE, '误判');
    expect((await user.logIn('troublemaker')).user.id).toBe(login.user.id);
  });

  it('is written down with who did it, why, and what it was before', async () => {
    const login = await user.logIn('noted');
    await set(login.user.id, DISABLED);
    const [row] = await user.db.query<Record<string, string>[]>(
      `SELECT * FROM ${auditTable(user.db)} WHERE action = 'user.set-status' AND target_id = ?`,
      [login.user.id],
    );
    expect(row).toMatchObject({ operator_name: 'anna', reason: '恶意退款' });
    expect(JSON.parse(row?.['details'] ?? '')).toEqual({ statusBefore: 'ACTIVE', statusAfter: 'DISABLED' });
  });

  it.each([
    ['an unknown user', async () => set('1', DISABLED), 'NOT_FOUND'],
    ['no id', async () => set('x', DISABLED), 'VALIDATION_FAILED'],
    ['a status that is none to set', async () => set(me.user.id, ALL), 'VALIDATION_FAILED'],
  ])('cannot be made of %s', async (_what, attempt, reason) => {
    expect(await reasonOf(attempt())).toBe(reason);
  });

  it('cannot be made of somebody who is leaving, who stays gone', async () => {
    const login = await user.logIn('gone');
    await user.as(login.user.id).closeAccount({});
    expect(await reasonOf(set(login.user.id, ACTIVE))).toBe('CONFLICT');
    expect(await reasonOf(set(login.user.id, DISABLED))).toBe('CONFLICT');
  });

  it('and twenty logins at once leave no session that is good', async () => {
    const login = await user.logIn('racing');
    const logins = Array.from({ length: 20 }, () => reasonOf(user.logIn('racing')));
    await Promise.all([...logins, set(login.user.id, DISABLED)]);
    const live = 'SELECT COUNT(*) AS n FROM session WHERE user_id = ? AND ended_at IS NULL';
    expect(Number((await user.db.query<{ n: string }[]>(live, [login.user.id]))[0]?.n)).toBe(0);
  });
});
