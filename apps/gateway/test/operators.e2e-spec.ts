import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runAppCommand } from '../../../deploy/local/system/app-process.ts';
import { data, E2eSystem, eventually } from './e2e-system.js';
import type { Answer, CallOptions } from './gateway-under-test.js';

interface Session {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly operator: { readonly id: string; readonly roles: string[] };
}
interface Page<T> {
  readonly items: T[];
  readonly unavailable: string[];
}
interface Letter {
  readonly id: string;
  readonly service: string;
  readonly state: string;
  readonly replays: number;
}
interface Entry {
  readonly service: string;
  readonly action: string;
  readonly outcome: string;
  readonly operatorName: string;
  readonly reason?: string;
}

let e2e: E2eSystem;
let session: Session;
beforeAll(async () => {
  e2e = await E2eSystem.start();
  session = await logIn();
});
afterAll(() => e2e.stop());

const tryPassword = (password: string) =>
  e2e.call('POST', '/admin/auth/login', { body: { username: 'admin', password } });
const logIn = async () => data<Session>(await tryPassword(e2e.system.secrets.operatorPassword));
const admin = (method: string, path: string, options: CallOptions = {}): Promise<Answer> =>
  e2e.call(method, `/admin${path}`, { token: session.accessToken, ...options });
const list = async <T>(path: string) => data<Page<T>>(await admin('GET', path));

describe('an operator', () => {
  it('logs in with the generated password, and with no other', async () => {
    expect(session.operator).toMatchObject({ username: 'admin', roles: ['admin'] });
    expect(await tryPassword('correct-horse-battery')).toMatchObject({
      status: 401,
      json: { reason: 'CREDENTIALS_INVALID' },
    });
  });

  it('finds the logins in the audit log, which all services answer', async () => {
    const { items, unavailable } = await list<Entry>('/audit-log?action=operator.log-in');
    expect(unavailable).toEqual([]);
    expect(items).toMatchObject([
      { service: 'user', outcome: 'FAILED', reason: 'WRONG_PASSWORD', operatorName: 'admin' },
      { service: 'user', outcome: 'SUCCEEDED', operatorName: 'admin', operatorId: session.operator.id },
    ]);
  });

  it('is no user, and a user is no operator', async () => {
    const user = await e2e.login();
    expect(await user.call('GET', '/admin/dead-letters')).toMatchObject({
      status: 401,
      json: { reason: 'TOKEN_INVALID' },
    });
    expect(await e2e.call('GET', '/users/me', { token: session.accessToken })).toMatchObject({ status: 401 });
    const body = { refreshToken: session.refreshToken };
    expect(await e2e.call('POST', '/auth/refresh', { body })).toMatchObject({ json: { reason: 'TOKEN_INVALID' } });
  });

  it('is out at once after logging out', async () => {
    const other = await logIn();
    const next = data<Session>(
      await e2e.call('POST', '/admin/auth/refresh', { body: { refreshToken: other.refreshToken } }),
    );
    expect((await admin('GET', '/audit-log', { token: next.accessToken })).status).toBe(200);
    expect((await admin('POST', '/auth/logout', { token: next.accessToken })).status).toBe(200);
    for (const token of [other.accessToken, next.accessToken]) {
      expect(await admin('GET', '/audit-log', { token })).toMatchObject({
        status: 401,
        json: { reason: 'SESSION_REVOKED' },
      });
    }
    expect((await admin('GET', '/audit-log')).status).toBe(200);
  });
});

describe('another operator', () => {
  it('may do what the roles allow, is out at once when they change, and is written down', async () => {
    const who = { username: 'mei.e2e', displayName: '梅', password: 'correct-horse-battery' };
    const made = data<{ id: string }>(await admin('POST', '/operators', { body: { ...who, roles: ['support'] } }));
    const logInAsMei = async () => {
      const { username, password } = who;
      return data<Session>(await e2e.call('POST', '/admin/auth/login', { body: { username, password } })).accessToken;
    };
    const token = await logInAsMei();
    const ship = { carrier: 'SF', trackingNo: 'SF1234567890' };
    expect((await admin('GET', '/refunds', { token })).status).toBe(200);
    expect((await admin('GET', '/audit-log', { token })).status).toBe(403);
    expect((await admin('POST', '/orders/21/ship', { token, body: ship })).status).toBe(403);
    const body = { displayName: '梅', roles: ['auditor'], status: 'ACTIVE' };
    expect((await admin('PUT', `/operators/${made.id}`, { body })).status).toBe(200);
    expect(await admin('GET', '/refunds', { token })).toMatchObject({
      status: 401,
      json: { reason: 'SESSION_REVOKED' },
    });
    expect((await admin('GET', '/audit-log', { token: await logInAsMei() })).status).toBe(200);
    const { items } = await list<Entry>(`/audit-log?targetId=${made.id}`);
    expect(items).toMatchObject([
      { action: 'operator.replace', operatorName: 'admin' },
      { action: 'operator.create', operatorName: 'admin' },
    ]);
  });
});

describe('a poisoned event', () => {
  const eventId = '900000000000000001';
  const mine = `/dead-letters?eventId=${eventId}`;
  let letter: Letter;

  beforeAll(async () => {
    // As a broken release of the payment service would have written it.
    await e2e.rows(
      'payment',
      `INSERT INTO outbox (event_id, topic, aggregate_id, type, payload, headers, created_at)
        VALUES (${eventId}, 'payment.events', '77', 'payment.succeeded.v1', '{"amount":"much","名":"茶"}', '{}', UTC_TIMESTAMP(3))`,
    );
    letter = await eventually('a dead letter', async () => (await list<Letter>(mine)).items[0]);
  });

  it('is found among the dead letters, with the message as it came', async () => {
    expect(letter).toMatchObject({
      service: 'order',
      state: 'PARKED',
      reason: 'INVALID_PAYLOAD',
      key: '77',
      replays: 0,
    });
    expect(data(await admin('GET', `/dead-letters/${letter.id}`))).toMatchObject({
      id: letter.id,
      headers: { ce_id: eventId, ce_source: 'minisuite/payment' },
      payload: '{"amount":"much","名":"茶"}',
      payloadEncoding: 'utf8',
      payloadTruncated: false,
    });
    await expect(list<Letter>(`${mine}&service=user`)).resolves.toMatchObject({ items: [], unavailable: [] });
  });

  it('fails again when it is replayed, alone or with others', async () => {
    const replayed = data(await admin('POST', `/dead-letters/${letter.id}/replay`));
    expect(replayed).toMatchObject({ outcome: 'FAILED', deadLetter: { state: 'PARKED', replays: 1 } });
    const body = { eventId };
    expect(data(await admin('POST', '/dead-letters/replay', { body }))).toEqual({
      handled: 0,
      alreadyHandled: 0,
      failed: 1,
      remaining: 0,
      unavailable: [],
    });
  });

  it('is put aside with a reason, once', async () => {
    const discard = () => admin('POST', `/dead-letters/${letter.id}/discard`, { body: { reason: '测试 a test' } });
    expect(data(await discard())).toMatchObject({ state: 'DISCARDED', resolvedBy: 'admin', note: '测试 a test' });
    for (const refused of [await discard(), await admin('POST', `/dead-letters/${letter.id}/replay`)]) {
      expect(refused).toMatchObject({ status: 409, json: { reason: 'CONFLICT' } });
    }
    await expect(list<Letter>(`${mine}&state=PARKED`)).resolves.toMatchObject({ items: [] });
  });

  it('has left its traces in the audit log', async () => {
    const { items } = await list<Entry>(`/audit-log?targetId=${letter.id}`);
    expect(items).toMatchObject([
      { action: 'dead-letter.discard', outcome: 'SUCCEEDED', service: 'order', reason: '测试 a test' },
      { action: 'dead-letter.replay', outcome: 'FAILED', operatorId: session.operator.id },
      { action: 'dead-letter.replay', outcome: 'FAILED', operatorName: 'admin' },
    ]);
  });
});

describe('the audit log', () => {
  const verify = (app: 'user' | 'order' | 'payment' | 'message', ...options: string[]) =>
    runAppCommand(process.cwd(), app, 'verify-audit', e2e.system.processes.get(app)?.plan.env ?? {}, options);

  it('is what was written, in every service', async () => {
    for (const app of ['user', 'order', 'payment', 'message'] as const) {
      expect(await verify(app)).toMatch(/^\d+ audit rows are sound; anchor \d+:[\da-f]{64}$/m);
    }
    const [, anchor = ''] = /anchor (\S+)/.exec(await verify('user')) ?? [];
    expect(await verify('user', '--anchor', anchor)).toContain('are sound');
    await expect(
      verify(
        'user',
        '--anchor',
        anchor.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
      ),
    ).rejects.toThrow('the chain was made anew');
  });

  it('cannot be changed by the service itself', async () => {
    for (const app of ['user', 'order', 'payment', 'message'] as const) {
      const table = e2e.auditTable(app);
      const changes = [`UPDATE ${table} SET reason = ''`, `DELETE FROM ${table}`, `DROP TABLE ${table}`];
      const elsewhere = [`TRUNCATE ${table}`, `RENAME TABLE ${table} TO audit_log`];
      const codes = await e2e.answersTo(app, [`SELECT * FROM ${table}`, ...changes, ...elsewhere]);
      expect(codes).toEqual(['done', ...Array<string>(5).fill('ER_TABLEACCESS_DENIED_ERROR')]);
    }
  });

  it('shows that somebody else has been at it', async () => {
    await e2e.rows('user', `UPDATE ${e2e.auditTable('user')} SET operator_name = 'somebody' WHERE seq = 2`);
    await expect(verify('user')).rejects.toThrow('Audit row 2 was changed; the 1 rows before it are sound.');
  });
});
