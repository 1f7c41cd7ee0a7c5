import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AdminCase } from './admin-case.js';
import { adminCases } from './admin-cases.js';
import { type FourServices, startWithFourServices } from './four-services.js';
import { type Answer, type CallOptions, operatorToken, token } from './gateway-under-test.js';
import { isOpen, routeCases } from './route-cases.js';

let four: FourServices;
beforeAll(async () => void (four = await startWithFourServices()));
afterAll(() => four.stop());
beforeEach(() => four.reset());

function go({ route, rpc, owner, others, wire, body }: AdminCase, options: CallOptions = {}): Promise<Answer> {
  for (const [name, service] of Object.entries(four.each)) {
    if (name === owner) service.on(rpc, () => wire);
    else if (others) service.on(rpc, others);
  }
  const [method = '', path = ''] = route.split(' ');
  return four.call(method, path, { body, ...options });
}

describe('routes of operators', () => {
  it.each(adminCases)('$route asks $rpc', async (row) => {
    const got = await go(row);
    expect(got.json).toEqual({
      code: 0,
      message: 'success',
      data: row.data,
      requestId: got.headers.get('x-request-id'),
    });
    expect(got.status).toBe(row.status ?? 200);
    expect(four.each[row.owner].requestsOf(row.rpc)).toEqual([row.asked ?? {}]);
    expect(four.asked()).toBe(row.others ? (row.shared ?? 4) : 1);
  });

  it.each(adminCases)('$route tells the service which operator asks, and of no user', async (row) => {
    await go(row, { headers: { 'x-request-id': 'r-1', 'x-operator-id': '9', 'x-user-id': '9', 'x-roles': 'root' } });
    const metadata = four.each[row.owner].calls[0]?.metadata.getMap();
    expect(metadata).toMatchObject({ 'x-internal-credential': 'credential-of-the-tests', 'x-request-id': 'r-1' });
    const names = ['x-operator-id', 'x-operator-name', 'x-roles', 'x-session-id', 'x-user-id'];
    expect(names.map((name) => metadata?.[name])).toEqual(
      row.open ? names.map(() => undefined) : ['3', 'anna', 'admin', '30', undefined],
    );
  });
});

const closed = adminCases.filter(({ open }) => !open);

describe('the door of operators', () => {
  it.each(closed)('$route is closed to everybody else', async (row) => {
    await four.redis.set('session:ended:31', '1', 'PX', 10_000);
    const tries: [string | null, number, string][] = [
      [null, 401, 'TOKEN_MISSING'],
      [token(), 401, 'TOKEN_INVALID'],
      [token({ roles: ['admin'], name: 'anna' }), 401, 'TOKEN_INVALID'],
      [operatorToken({ typ: 'refresh' }), 401, 'TOKEN_INVALID'],
      [operatorToken({ roles: undefined }), 401, 'TOKEN_INVALID'],
      [operatorToken({}, { audience: 'other' }), 401, 'TOKEN_INVALID'],
      [operatorToken({}, { expiresIn: -1 }), 401, 'TOKEN_EXPIRED'],
      [operatorToken({ sid: '31' }), 401, 'SESSION_REVOKED'],
    ];
    for (const [given, status, reason] of tries) {
      expect(await go(row, { token: given })).toMatchObject({ status, json: { reason } });
    }
    expect(four.asked()).toBe(0);
  });

  it.each(routeCases.filter(({ route }) => !isOpen(route)))(
    '$route is not opened by the token of an operator',
    async ({ route, body, key = '' }) => {
      const [method = '', path = ''] = route.split(' ');
      const answer = await four.call(method, path, { body, headers: { 'idempotency-key': key } });
      expect(answer).toMatchObject({ status: 401, json: { reason: 'TOKEN_INVALID' } });
      expect(four.asked()).toBe(0);
    },
  );

  it('is closed where there is no route too', async () => {
    expect((await four.call('GET', '/admin', { token: null })).status).toBe(404);
    expect((await four.call('GET', '/admin/nothing', { token: token() })).status).toBe(404);
  });
});
