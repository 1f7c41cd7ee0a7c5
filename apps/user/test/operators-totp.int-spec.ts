import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FieldCipher } from '@minisuite/encryption';
import { DomainError } from '@minisuite/kernel';
import { testDatabase, type TestDatabase } from '@minisuite/testing';
import { migrations } from '../src/migrations.js';
import { operatorsWithApps, STEP_MS } from './authenticator-app.js';
import { type OperatorLogin, runOperators, type RunningOperators } from './running-operators.js';

const DONE = 'nothing was refused';

let database: TestDatabase;
let run: RunningOperators;
let admin: OperatorLogin;
let world: ReturnType<typeof operatorsWithApps>;
beforeAll(async () => {
  database = await testDatabase(migrations);
  run = await runOperators(database);
  admin = await run.logIn();
  world = operatorsWithApps(run, admin);
});
afterAll(async () => {
  await run.stop();
  await database.drop();
});

const refusalOf = (attempt: Promise<unknown>): Promise<DomainError> =>
  attempt.then(
    () => new DomainError('invalid', DONE, DONE),
    (error: unknown) => (error instanceof DomainError ? error : new DomainError('invalid', String(error), 'x')),
  );
const reasonOf = async (attempt: Promise<unknown>) => (await refusalOf(attempt)).reason;
const rows = (sql: string, parameters: unknown[]) =>
  database.dataSource.query<Record<string, unknown>[]>(sql, parameters);

describe('an authenticator app', () => {
  it('counts once it is confirmed; then a login needs a code of it', async () => {
    const who = await world.somebody();
    const { secret, otpauthUrl } = await world.enrol(who);
    expect(otpauthUrl).toContain(`otpauth://totp/Minisuite:${who.name}?secret=${secret}&`);
    await expect(world.logIn(who)).resolves.toBeDefined();
    const app = world.appOf(secret);
    expect((await world.confirm(who, app.code())).recoveryCodes).toHaveLength(10);
    run.clock.advance(STEP_MS);
    expect(await refusalOf(world.logIn(who))).toMatchObject({
      kind: 'unauthenticated',
      reason: 'CREDENTIALS_INVALID',
      details: [{ path: 'totp', message: 'is needed' }],
    });
    await expect(world.logIn(who, app.code())).resolves.toMatchObject({ operator: { username: who.name } });
  });

  it('ends the sessions that were opened without it', async () => {
    const { who } = await world.withApp();
    expect(await run.redis.exists(`session:ended:${who.login.sessionId}`)).toBe(1);
    expect(await reasonOf(run.refresh(who.login.tokens.refreshToken))).toBe('SESSION_REVOKED');
  });

  it('is another one when asked for again, until one is confirmed', async () => {
    const who = await world.somebody();
    const first = world.appOf((await world.enrol(who)).secret);
    const second = world.appOf((await world.enrol(who)).secret);
    expect(await refusalOf(world.confirm(who, first.code()))).toMatchObject({
      reason: 'CREDENTIALS_INVALID',
      details: [{ path: 'code', message: 'is wrong' }],
    });
    await world.confirm(who, second.code());
    expect(await reasonOf(world.enrol(who))).toBe('CONFLICT');
    expect(await reasonOf(world.confirm(who, second.code(1)))).toBe('CONFLICT');
  });

  it('is confirmed once by twenty at once, with one set of recovery codes', async () => {
    const who = await world.somebody();
    const app = world.appOf((await world.enrol(who)).secret);
    const attempts = await Promise.all(Array.from({ length: 20 }, () => reasonOf(world.confirm(who, app.code()))));
    expect(attempts.filter((reason) => reason === DONE)).toHaveLength(1);
    expect(new Set(attempts)).toEqual(new Set([DONE, 'CONFLICT']));
    const kept = 'SELECT hash FROM operator_recovery_code WHERE operator_id = ?';
    await expect(rows(kept, [who.login.operator.id])).resolves.toHaveLength(10);
  });

  it('must be there to be confirmed or turned off', async () => {
    const who = await world.somebody();
    expect(await reasonOf(world.confirm(who, '287082'))).toBe('NOT_FOUND');
    expect(await reasonOf(world.turnOff(who, '287082'))).toBe('NOT_FOUND');
    expect(await reasonOf(world.reset(who))).toBe('NOT_FOUND');
    await world.enrol(who);
    expect(await reasonOf(world.turnOff(who, '287082'))).toBe('NOT_FOUND');
  });

  it('is seen by admins in the list', async () => {
    const { who } = await world.withApp();
    const other = await world.somebody();
    const { operators } = await run.as(admin, (rpcs) => rpcs.listOperators({ limit: 2, cursor: '' }));
    expect(operators.map(({ operator, hasTotp }) => [operator?.username, hasTotp])).toEqual([
      [other.name, false],
      [who.name, true],
    ]);
  });

  it('is kept sealed, and the recovery codes as hashes', async () => {
    const { who, app, recoveryCodes } = await world.withApp();
    const { id } = who.login.operator;
    const [row] = await rows('SELECT secret FROM operator_totp WHERE id = ?', [id]);
    expect(FieldCipher.keyIdOf(String(row?.['secret']))).toBeTruthy();
    expect(String(row?.['secret'])).not.toContain(app.key.toString('base64url'));
    const everything = JSON.stringify([await run.audited(), await rows('SELECT * FROM operator_recovery_code', [])]);
    for (const code of recoveryCodes) expect(everything).not.toContain(code);
  });
});

describe('the code of a login', () => {
  it('is not looked at before the password is right', async () => {
    const { who, app } = await world.withApp();
    expect(await refusalOf(world.logIn(who, '', 'wrong-horse-battery'))).toMatchObject({ details: [] });
    expect(await refusalOf(world.logIn(who, app.code(), 'wrong-horse-battery'))).toMatchObject({ details: [] });
    await expect(world.logIn(who, app.code())).resolves.toBeDefined();
  });

  it('may be of the step before or after, and of no other', async () => {
    const { who, app } = await world.withApp();
    run.clock.advance(10 * STEP_MS);
    expect(await reasonOf(world.logIn(who, app.code(-2)))).toBe('CREDENTIALS_INVALID');
    expect(await reasonOf(world.logIn(who, app.code(2)))).toBe('CREDENTIALS_INVALID');
    await expect(world.logIn(who, app.code(-1))).resolves.toBeDefined();
    await expect(world.logIn(who, app.code(1))).resolves.toBeDefined();
  });

  it('is taken once, and none before it afterwards', async () => {
    const { who, app } = await world.withApp();
    const code = app.code();
    await world.logIn(who, code);
    expect(await refusalOf(world.logIn(who, code))).toMatchObject({
      details: [{ path: 'totp', message: 'was used before' }],
    });
    expect(await reasonOf(world.logIn(who, app.code(-1)))).toBe('CREDENTIALS_INVALID');
  });

  it('opens one session when it comes twenty times at once', async () => {
    const { who, app } = await world.withApp();
    const code = app.code();
    const attempts = await Promise.all(Array.from({ length: 20 }, () => reasonOf(world.logIn(who, code))));
    expect(attempts.filter((reason) => reason === DONE)).toHaveLength(1);
    expect(new Set(attempts)).toEqual(new Set([DONE, 'CREDENTIALS_INVALID']));
    const live = 'SELECT id FROM operator_session WHERE operator_id = ? AND ended_at IS NULL';
    await expect(rows(live, [who.login.operator.id])).resolves.toHaveLength(1);
  });

  it('is not tried any more after five wrong ones, from wherever they come, and is again after a while', async () => {
    const { who, app } = await world.withApp();
    const attempts = await Promise.all(Array.from({ length: 20 }, () => reasonOf(world.logIn(who, app.wrong()))));
    expect(attempts.filter((reason) => reason === 'CREDENTIALS_INVALID')).toHaveLength(5);
    expect(attempts.filter((reason) => reason === 'RATE_LIMITED')).toHaveLength(15);
    expect(await refusalOf(world.logIn(who, app.code()))).toMatchObject({
      reason: 'RATE_LIMITED',
      retryAfterMs: 30_000,
    });
    run.clock.advance(30_000);
    await expect(world.logIn(who, app.code())).resolves.toBeDefined();
  });

  it('holds nobody up who does not know the password, and no other operator', async () => {
    const { who, app } = await world.withApp();
    for (let turn = 0; turn < 6; turn += 1) {
      expect(await reasonOf(world.logIn(who, app.wrong(), 'wrong-horse-battery'))).toBe('CREDENTIALS_INVALID');
    }
    await expect(world.logIn(who, app.code())).resolves.toBeDefined();
  });
});

describe('a recovery code', () => {
  it('stands for a code once, however it is typed', async () => {
    const { who, recoveryCodes } = await world.withApp();
    const [code = '', other = ''] = recoveryCodes;
    await expect(world.logIn(who, code.toLowerCase())).resolves.toBeDefined();
    expect(await reasonOf(world.logIn(who, code))).toBe('CREDENTIALS_INVALID');
    await expect(world.logIn(who, other)).resolves.toBeDefined();
  });

  it('opens one session when it comes five times at once', async () => {
    const { who, recoveryCodes } = await world.withApp();
    const attempts = await Promise.all(Array.from({ length: 5 }, () => reasonOf(world.logIn(who, recoveryCodes[0]))));
    expect(attempts.toSorted()).toEqual([...Array<string>(4).fill('CREDENTIALS_INVALID'), DONE]);
  });

  it('is of no use to another operator', async () => {
    const [mine, other] = [await world.withApp(), await world.withApp()];
    expect(await reasonOf(world.logIn(other.who, mine.recoveryCodes[0]))).toBe('CREDENTIALS_INVALID');
    await expect(world.logIn(mine.who, mine.recoveryCodes[0])).resolves.toBeDefined();
  });
});

describe('doing without', () => {
  it('needs a code; then a login needs none, and the recovery codes are gone', async () => {
    const { who, app, recoveryCodes } = await world.withApp();
    expect(await reasonOf(world.turnOff(who, app.wrong()))).toBe('CREDENTIALS_INVALID');
    expect(await reasonOf(world.logIn(who))).toBe('CREDENTIALS_INVALID');
    await world.turnOff(who, recoveryCodes[3] ?? '');
    await expect(world.logIn(who)).resolves.toBeDefined();
    const kept = 'SELECT hash FROM operator_recovery_code WHERE operator_id = ?';
    await expect(rows(kept, [who.login.operator.id])).resolves.toEqual([]);
  });

  it('is what an admin does for somebody else, whose sessions end', async () => {
    const { who, app } = await world.withApp();
    const login = await world.logIn(who, app.code());
    await world.reset(who);
    expect(await run.redis.exists(`session:ended:${login.sessionId}`)).toBe(1);
    await expect(world.logIn(who)).resolves.toBeDefined();
  });

  it('is not what an admin does alone, nor anybody else for another', async () => {
    const [boss, victim] = [await world.withApp(['admin']), await world.withApp()];
    expect(await reasonOf(world.reset(boss.who, boss.who.login))).toBe('CONFLICT');
    expect(await reasonOf(world.reset(victim.who, (await world.somebody(['operations'])).login))).toBe('FORBIDDEN');
    expect(await reasonOf(world.logIn(victim.who))).toBe('CREDENTIALS_INVALID');
    expect(await reasonOf(run.asNobody((rpcs) => rpcs.enrolTotp({})))).toBe('TOKEN_MISSING');
  });
});

it('writes down who turned what on and off, and what was tried', async () => {
  const { who, app } = await world.withApp();
  await reasonOf(world.logIn(who));
  await reasonOf(world.logIn(who, app.wrong()));
  await reasonOf(world.turnOff(who, app.wrong()));
  await world.logIn(who, app.code());
  await world.reset(who);
  const mine = (await run.audited()).filter(
    ({ operatorId, targetId }) => [operatorId, targetId].includes(who.login.operator.id) && targetId !== '1',
  );
  expect(mine.map(({ operatorName, action, reason }) => [operatorName, action, reason])).toEqual([
    ['admin', 'operator.reset-totp', ''],
    [who.name, 'operator.log-in', ''],
    [who.name, 'operator.turn-off-totp', 'WRONG_CODE'],
    [who.name, 'operator.log-in', 'WRONG_CODE'],
    [who.name, 'operator.log-in', 'NO_CODE'],
    [who.name, 'operator.confirm-totp', ''],
    [who.name, 'operator.enrol-totp', ''],
    [who.name, 'operator.log-in', ''],
    ['admin', 'operator.create', ''],
  ]);
});
