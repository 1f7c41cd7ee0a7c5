import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { userV1 } from '@minisuite/contracts';
import { isDomainError } from '@minisuite/kernel';
import { testDatabase, type TestDatabase } from '@minisuite/testing';
import { migrations } from '../src/migrations.js';
import { type OperatorLogin, PASSWORD, runOperators, type RunningOperators } from './running-operators.js';

const { OPERATOR_STATUS_ACTIVE: ACTIVE, OPERATOR_STATUS_DISABLED: DISABLED } = userV1.OperatorStatus;
const SECRET = 'another-horse-battery';

let database: TestDatabase;
let run: RunningOperators;
let admin: OperatorLogin;
let number = 0;
beforeAll(async () => {
  database = await testDatabase(migrations);
  run = await runOperators(database);
  admin = await run.logIn();
});
afterAll(async () => {
  await run.stop();
  await database.drop();
});

const reasonOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'nothing was refused',
    (error: unknown) => (isDomainError(error) ? error.reason : String(error)),
  );
const create = (roles: string[], by: OperatorLogin = admin, changes: Partial<userV1.CreateOperatorRequest> = {}) =>
  run.as(by, (rpcs) =>
    rpcs.createOperator({ username: `someone-${++number}`, displayName: '某人', roles, password: SECRET, ...changes }),
  );
async function somebody(roles: string[]): Promise<OperatorLogin> {
  const { operator } = await create(roles);
  return run.logIn(SECRET, operator?.operator?.username);
}
const replace = (who: OperatorLogin, changes: Partial<userV1.ReplaceOperatorRequest>, by: OperatorLogin = admin) => {
  const { id, displayName, roles } = who.operator;
  const request = { operatorId: id, displayName, roles, status: ACTIVE, ...changes };
  return run.as(by, (rpcs) => rpcs.replaceOperator(request));
};
const isEnded = async ({ sessionId }: OperatorLogin) => (await run.redis.exists(`session:ended:${sessionId}`)) === 1;
const lastAudited = async () => (await run.audited())[0];

describe('a new operator', () => {
  it('can log in with the roles that an admin has given, and is written down', async () => {
    const { operator } = await create(['auditor', 'support', 'support'], admin, { username: 'mei' });
    expect(operator).toMatchObject({ operator: { username: 'mei', roles: ['support', 'auditor'] }, status: ACTIVE });
    expect((await run.logIn(SECRET, 'mei')).claims['roles']).toEqual(['support', 'auditor']);
    const entry = (await run.audited()).find(({ action }) => action === 'operator.create');
    expect(entry).toMatchObject({ operatorName: 'admin', targetId: operator?.operator?.id });
    expect(JSON.parse(entry?.details ?? '')).toEqual({ usernameAfter: 'mei', rolesAfter: 'support,auditor' });
    expect(JSON.stringify(await run.audited())).not.toContain(SECRET);
  });

  it('needs a name of its own, also when twenty are made at once', async () => {
    const attempts = await Promise.all(
      Array.from({ length: 20 }, () => reasonOf(create(['support'], admin, { username: 'bo.li' }))),
    );
    expect(attempts.filter((reason) => reason === 'nothing was refused')).toHaveLength(1);
    expect(new Set(attempts)).toEqual(new Set(['nothing was refused', 'CONFLICT']));
  });

  it('is not made by anybody but an active admin, whatever the gateway let through', async () => {
    const operations = await somebody(['operations', 'support', 'auditor']);
    expect(await reasonOf(create(['admin'], operations))).toBe('FORBIDDEN');
    const former = await somebody(['admin']);
    await replace(former, { status: DISABLED });
    expect(await reasonOf(create(['admin'], former))).toBe('FORBIDDEN');
    const request = { username: 'nobody', displayName: 'n', roles: ['admin'], password: SECRET };
    expect(await reasonOf(run.asNobody((rpcs) => rpcs.createOperator(request)))).toBe('TOKEN_MISSING');
  });

  it.each<[Partial<userV1.CreateOperatorRequest>]>([
    [{ username: 'B o' }],
    [{ displayName: '' }],
    [{ roles: [] }],
    [{ roles: ['root'] }],
    [{ password: 'short' }],
  ])('is refused as %j', async (changes) => {
    expect(await reasonOf(create(['support'], admin, changes))).toBe('VALIDATION_FAILED');
  });
});

describe('an operator whose rights change', () => {
  it('loses every session at once, and logs in again with the new roles', async () => {
    const mei = await somebody(['operations']);
    const elsewhere = await run.logIn(SECRET, mei.operator.username);
    const { operator } = await replace(mei, { roles: ['auditor'] });
    expect(operator?.operator?.roles).toEqual(['auditor']);
    expect([await isEnded(mei), await isEnded(elsewhere)]).toEqual([true, true]);
    expect(await reasonOf(run.refresh(mei.tokens.refreshToken))).toBe('SESSION_REVOKED');
    expect((await run.logIn(SECRET, mei.operator.username)).claims['roles']).toEqual(['auditor']);
    const entry = await run.audited().then((all) => all.find(({ action }) => action === 'operator.replace'));
    expect(JSON.parse(entry?.details ?? '')).toMatchObject({ rolesBefore: 'operations', rolesAfter: 'auditor' });
  });

  it('cannot log in when disabled, and can again when not', async () => {
    const mei = await somebody(['support']);
    await replace(mei, { status: DISABLED });
    expect(await isEnded(mei)).toBe(true);
    expect(await reasonOf(run.logIn(SECRET, mei.operator.username))).toBe('CREDENTIALS_INVALID');
    await replace(mei, { status: ACTIVE });
    await expect(run.logIn(SECRET, mei.operator.username)).resolves.toBeDefined();
  });

  it('keeps the sessions when only the name changes', async () => {
    const mei = await somebody(['support']);
    await replace(mei, { displayName: '梅' });
    expect(await isEnded(mei)).toBe(false);
    await expect(run.refresh(mei.tokens.refreshToken)).resolves.toBeDefined();
  });

  it('is announced again by a repeated request, when the first could not', async () => {
    const mei = await somebody(['operations']);
    await replace(mei, { roles: ['support'] });
    await run.redis.del(`session:ended:${mei.sessionId}`);
    await replace(mei, { roles: ['support'] });
    expect(await isEnded(mei)).toBe(true);
  });

  it('is never the one who asks', async () => {
    for (const changes of [{ status: DISABLED }, { roles: ['support'] }, { roles: ['admin', 'auditor'] }]) {
      expect(await reasonOf(replace(admin, changes))).toBe('CONFLICT');
    }
    await expect(replace(admin, { displayName: 'Administrator' })).resolves.toBeDefined();
    expect(await isEnded(admin)).toBe(false);
  });

  it('leaves an admin, however many admins disable each other at once', async () => {
    const [one, two, three] = [await somebody(['admin']), await somebody(['admin']), await somebody(['admin'])];
    const circle = [one, two, three] as const;
    const outcomes = await Promise.all(
      circle.flatMap((by) =>
        circle.filter((who) => who !== by).map((who) => reasonOf(replace(who, { status: DISABLED }, by))),
      ),
    );
    expect(outcomes.every((reason) => ['nothing was refused', 'FORBIDDEN'].includes(reason))).toBe(true);
    const { operators } = await run.as(admin, (rpcs) => rpcs.listOperators({ limit: 100, cursor: '' }));
    const left = operators.filter(({ operator, status }) => {
      return status === ACTIVE && circle.some((one) => one.operator.id === operator?.id);
    });
    expect(left).toHaveLength(1);
  });

  it('must exist', async () => {
    const nobody = { ...admin, operator: { ...admin.operator, id: '999' } };
    expect(await reasonOf(replace(nobody, {}))).toBe('NOT_FOUND');
    expect(await reasonOf(replace({ ...nobody, operator: { ...nobody.operator, id: 'x' } }, {}))).toBe(
      'VALIDATION_FAILED',
    );
    const unnamed = userV1.OperatorStatus.OPERATOR_STATUS_UNSPECIFIED;
    expect(await reasonOf(replace(admin, { status: unnamed }))).toBe('VALIDATION_FAILED');
  });
});

describe('a new password', () => {
  it('ends every session, and the old one is of no use', async () => {
    const mei = await somebody(['support']);
    await run.as(admin, (rpcs) => rpcs.setOperatorPassword({ operatorId: mei.operator.id, password: PASSWORD }));
    expect(await isEnded(mei)).toBe(true);
    expect(await reasonOf(run.logIn(SECRET, mei.operator.username))).toBe('CREDENTIALS_INVALID');
    await expect(run.logIn(PASSWORD, mei.operator.username)).resolves.toBeDefined();
    expect(await lastAudited()).toMatchObject({ action: 'operator.log-in' });
    const entry = (await run.audited()).find(({ action }) => action === 'operator.set-password');
    expect([entry?.targetId, entry?.details]).toEqual([mei.operator.id, '{}']);
  });

  it('is not set by anybody but an admin', async () => {
    const [mei, bo] = [await somebody(['operations']), await somebody(['support'])];
    const request = { operatorId: bo.operator.id, password: PASSWORD };
    expect(await reasonOf(run.as(mei, (rpcs) => rpcs.setOperatorPassword(request)))).toBe('FORBIDDEN');
    expect(await isEnded(bo)).toBe(false);
  });
});

it('operators are listed by pages, newest first, and without a hash', async () => {
  for (let made = 0; made < 3; made += 1) await create(['support']);
  const seen: string[] = [];
  let cursor = '';
  do {
    const page = await run.as(admin, (rpcs) => rpcs.listOperators({ limit: 2, cursor }));
    seen.push(...page.operators.map(({ operator }) => operator?.id ?? ''));
    expect(JSON.stringify(page)).not.toContain('argon2');
    cursor = page.nextCursor;
  } while (cursor !== '');
  expect(seen.at(-1)).toBe(admin.operator.id);
  expect(seen.map(BigInt)).toEqual(seen.map(BigInt).toSorted((a, b) => (a < b ? 1 : -1)));
  expect(new Set(seen).size).toBe(seen.length);
});
