import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { auditTable } from '@minisuite/audit';
import { DomainError } from '@minisuite/kernel';
import { testDatabase, type TestDatabase } from '@minisuite/testing';
import jwt from 'jsonwebtoken';
import { migrations } from '../src/migrations.js';
import { PASSWORD, runOperators, type RunningOperators } from './running-operators.js';
import { ACCESS_TOKEN_MS, OPERATOR_SESSION_MS, publicKey } from './running-user-service.js';

let database: TestDatabase;
let run: RunningOperators;
beforeAll(async () => {
  database = await testDatabase(migrations);
  run = await runOperators(database);
});
afterAll(async () => {
  await run.stop();
  await database.drop();
});
beforeEach(async () => {
  await database.dataSource.query(`TRUNCATE ${auditTable(database.dataSource)}`);
  await database.dataSource.query("UPDATE operator SET status = 'ACTIVE'");
});

const rows = (sql: string, parameters: unknown[] = []) =>
  database.dataSource.query<Record<string, unknown>[]>(sql, parameters);
const disable = () => database.dataSource.query("UPDATE operator SET status = 'DISABLED'");
const sessionRow = async (id: string) => (await rows('SELECT * FROM operator_session WHERE id = ?', [id]))[0];

async function refused(attempt: Promise<unknown>): Promise<DomainError> {
  const error: unknown = await attempt.then(
    () => 'nothing was refused',
    (thrown: unknown) => thrown,
  );
  if (error instanceof DomainError) return error;
  throw new Error('this is no refusal', { cause: error });
}

describe('logging in', () => {
  it('opens a session of 12 hours, and an access token that says operator', async () => {
    const { tokens, operator, sessionId } = await run.logIn();
    expect(operator).toEqual({
      id: expect.stringMatching(/^\d+$/),
      username: 'admin',
      displayName: 'Administrator',
      roles: ['admin'],
    });
    expect(tokens).toMatchObject({ accessTokenExpiresIn: 900, refreshTokenExpiresIn: OPERATOR_SESSION_MS / 1000 });
    const options = { algorithms: ['RS256' as const], issuer: 'minisuite', audience: 'minisuite-api' };
    expect(jwt.verify(tokens.accessToken, publicKey, options)).toMatchObject({
      typ: 'operator',
      sub: operator.id,
      sid: sessionId,
      name: 'admin',
      roles: ['admin'],
    });
    await expect(sessionRow(sessionId)).resolves.toMatchObject({ operator_id: operator.id, ended_at: null });
  });

  it('takes the name however it is typed', async () => {
    await expect(run.logIn(PASSWORD, ' ADMIN ')).resolves.toMatchObject({ operator: { username: 'admin' } });
  });

  it('keeps neither the password nor the refresh token', async () => {
    const { tokens } = await run.logIn();
    const [stored] = await rows('SELECT password_hash FROM operator');
    expect(stored?.['password_hash']).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const hashes = await rows('SELECT hash FROM operator_refresh_token');
    expect(hashes.map(({ hash }) => (hash as Buffer).toString('utf8'))).not.toContain(tokens.refreshToken);
  });

  it('looks the same for a wrong password, an unknown name and a disabled operator; the audit log tells them apart', async () => {
    const wrong = await refused(run.logIn('wrong-horse-battery'));
    const unknown = await refused(run.logIn(PASSWORD, 'nobody'));
    await disable();
    const disabled = await refused(run.logIn());
    for (const { kind, reason, message, details } of [wrong, unknown, disabled]) {
      expect({ kind, reason, message, details }).toEqual({
        kind: 'unauthenticated',
        reason: 'CREDENTIALS_INVALID',
        message: wrong.message,
        details: [],
      });
    }
    const audited = await run.audited();
    expect(audited.map(({ operatorName, reason, outcome }) => [operatorName, reason, outcome])).toEqual([
      ['admin', 'DISABLED', 'AUDIT_OUTCOME_FAILED'],
      ['nobody', 'UNKNOWN_NAME', 'AUDIT_OUTCOME_FAILED'],
      ['admin', 'WRONG_PASSWORD', 'AUDIT_OUTCOME_FAILED'],
    ]);
    expect(audited.map(({ operatorId }) => operatorId !== '')).toEqual([true, false, true]);
  });

  it('opens nothing for a disabled operator', async () => {
    await disable();
    const [before] = await rows('SELECT COUNT(*) AS sessions FROM operator_session');
    await refused(run.logIn());
    await expect(rows('SELECT COUNT(*) AS sessions FROM operator_session')).resolves.toEqual([before]);
  });

  it.each([
    ['', PASSWORD, 'username'],
    ['a'.repeat(65), PASSWORD, 'username'],
    ['admin', '', 'password'],
    ['admin', 'x'.repeat(257), 'password'],
  ])('is not tried with %j and %j', async (username, password, path) => {
    const { reason, details } = await refused(run.logIn(password, username));
    expect([reason, details.map((detail) => detail.path)]).toEqual(['VALIDATION_FAILED', [path]]);
  });

  it('in a flood is refused rather than queued without end, and works again after it', async () => {
    const attempts = await Promise.allSettled(Array.from({ length: 60 }, () => run.logIn('wrong-horse-battery')));
    const reasons = attempts.map((attempt) => (attempt.status === 'rejected' ? attempt.reason : null) as DomainError);
    expect(new Set(reasons.map(({ kind, reason }) => `${kind} ${reason}`))).toEqual(
      new Set(['unauthenticated CREDENTIALS_INVALID', 'exhausted RATE_LIMITED']),
    );
    await expect(run.logIn()).resolves.toMatchObject({ operator: { username: 'admin' } });
  });
});

describe('refreshing', () => {
  it('gives another pair for the same session, whose end does not move', async () => {
    const login = await run.logIn();
    run.clock.advance(60_000);
    const next = await run.refresh(login.tokens.refreshToken);
    expect(next).toMatchObject({ operator: login.operator, sessionId: login.sessionId });
    expect(next.claims).toMatchObject({ typ: 'operator', name: 'admin', roles: ['admin'] });
    expect(next.tokens.refreshTokenExpiresIn).toBe(OPERATOR_SESSION_MS / 1000 - 60);
    expect(next.tokens.refreshToken).not.toBe(login.tokens.refreshToken);
  });

  it('ends the whole session when a used token comes again', async () => {
    const { tokens, operator, sessionId } = await run.logIn();
    const next = await run.refresh(tokens.refreshToken);
    expect(await refused(run.refresh(tokens.refreshToken))).toMatchObject({ reason: 'REFRESH_REUSED' });
    expect(await refused(run.refresh(next.tokens.refreshToken))).toMatchObject({ reason: 'SESSION_REVOKED' });
    await expect(sessionRow(sessionId)).resolves.toMatchObject({ end_reason: 'REFRESH_REUSED' });
    await expect(run.redis.get(`session:ended:${sessionId}`)).resolves.toBe('1');
    expect((await run.audited())[0]).toMatchObject({
      action: 'operator.refresh',
      outcome: 'AUDIT_OUTCOME_FAILED',
      reason: 'REFRESH_REUSED',
      operatorId: operator.id,
      operatorName: 'admin',
      details: JSON.stringify({ sessionId }),
    });
  });

  it('lets one of 10 at once have a new token', async () => {
    const { tokens, sessionId } = await run.logIn();
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => run.refresh(tokens.refreshToken)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const tokenRows = 'SELECT hash FROM operator_refresh_token WHERE session_id = ?';
    await expect(rows(tokenRows, [sessionId])).resolves.toHaveLength(2);
    await expect(sessionRow(sessionId)).resolves.toMatchObject({ end_reason: 'REFRESH_REUSED' });
  });

  it('is refused to an operator who was disabled meanwhile, and after the session has expired', async () => {
    const { tokens } = await run.logIn();
    await disable();
    expect(await refused(run.refresh(tokens.refreshToken))).toMatchObject({ reason: 'ACCOUNT_DISABLED' });
    await rows("UPDATE operator SET status = 'ACTIVE'");
    run.clock.advance(OPERATOR_SESSION_MS);
    expect(await refused(run.refresh(tokens.refreshToken))).toMatchObject({ reason: 'TOKEN_EXPIRED' });
  });

  it.each(['', 'x', 'A'.repeat(43)])('is refused with %j', async (token) => {
    expect(await refused(run.refresh(token))).toMatchObject({ reason: 'TOKEN_INVALID' });
  });
});

describe('logging out', () => {
  it('marks the session as ended for every gateway, for as long as an access token can live', async () => {
    const login = await run.logIn();
    await run.logOut(login);
    const mark = `session:ended:${login.sessionId}`;
    await expect(run.redis.get(mark)).resolves.toBe('1');
    expect(await run.redis.pttl(mark)).toBeGreaterThan(ACCESS_TOKEN_MS - 10_000);
    await expect(sessionRow(login.sessionId)).resolves.toMatchObject({ end_reason: 'LOGOUT' });
    expect(await refused(run.refresh(login.tokens.refreshToken))).toMatchObject({ reason: 'SESSION_REVOKED' });
  });

  it('can be repeated, and is written down once', async () => {
    const login = await run.logIn();
    await run.logOut(login);
    await run.redis.del(`session:ended:${login.sessionId}`);
    await run.logOut(login);
    await expect(run.redis.get(`session:ended:${login.sessionId}`)).resolves.toBe('1');
    expect((await run.audited()).map(({ action }) => action)).toEqual(['operator.log-out', 'operator.log-in']);
  });

  it('is for the operator whose session it is', async () => {
    const { operator, sessionId } = await run.logIn();
    const other = { operator: { ...operator, id: '999' }, sessionId };
    expect(await refused(run.logOut(other))).toMatchObject({ reason: 'NOT_FOUND' });
    expect(await refused(run.logOutNobody())).toMatchObject({ reason: 'TOKEN_MISSING' });
    await expect(sessionRow(sessionId)).resolves.toMatchObject({ ended_at: null });
  });
});

it('writes down who logged in and out, and never a password or a token', async () => {
  const login = await run.logIn();
  await refused(run.logIn('wrong-horse-battery'));
  const next = await run.refresh(login.tokens.refreshToken);
  await run.logOut(login);
  await refused(run.refresh(login.tokens.refreshToken));
  const text = JSON.stringify(await run.audited());
  for (const { accessToken, refreshToken } of [login.tokens, next.tokens]) {
    expect(text).not.toContain(accessToken);
    expect(text).not.toContain(refreshToken);
  }
  expect(text).not.toMatch(/horse-battery|argon2/);
  expect(text.match(/operator\.(log-in|log-out|refresh)/g)).toEqual([
    'operator.refresh',
    'operator.log-out',
    'operator.log-in',
    'operator.log-in',
  ]);
});
