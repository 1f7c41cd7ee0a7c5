import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ACCESS, type Access } from './access-matrix.js';
import { type GatewayUnderTest, operatorToken, send, startGatewayUnderTest, token } from './gateway-under-test.js';

const ROLES = ['admin', 'operations', 'support', 'auditor'];

let gateway: GatewayUnderTest;
beforeAll(async () => void (gateway = await startGatewayUnderTest()));
afterAll(() => gateway.stop());
beforeEach(() => gateway.services.reset());

const tampered = (given: string) => {
  const [head = '', claims = '', signature = ''] = given.split('.');
  const other = { ...(JSON.parse(Buffer.from(claims, 'base64url').toString()) as object), sub: '8', roles: ['admin'] };
  return [head, Buffer.from(JSON.stringify(other)).toString('base64url'), signature].join('.');
};

/** What becomes of a call at the door: refused with a reason, or let in, whatever is said about it inside. */
async function door(route: string, given: string | null): Promise<string> {
  const [method = '', path = ''] = route.split(' ');
  const { status, json } = await gateway.call(method, path.replaceAll('{id}', '21'), { token: given });
  return status === 401 || status === 403 ? String(json['reason']) : 'in';
}

const isFor = (access: Access, who: string) =>
  typeof access !== 'string' && (access as readonly string[]).includes(who);
const needsToken = Object.entries(ACCESS).filter(([, access]) => access !== 'public' && access !== 'signed');

describe('the access matrix', () => {
  it('names every operation of the document, and no other', async () => {
    const { paths } = (await send(`${gateway.url}/openapi.json`, 'GET', { token: null })).json as {
      paths: Record<string, Record<string, unknown>>;
    };
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(
        (method) => `${method.toUpperCase()} ${path.replace('/api/v1', '').replaceAll(/\{\w+\}/g, '{id}')}`,
      ),
    );
    expect(operations.toSorted()).toEqual(Object.keys(ACCESS).toSorted());
  });

  it.each(Object.entries(ACCESS).filter(([, access]) => access === 'public' || access === 'signed'))(
    '%s is open without a token',
    async (route) => {
      // Who is not known there is told so by the service; here nobody is asked who they are.
      expect(await door(route, null)).toBe('in');
    },
  );

  it.each(needsToken)('%s is closed without a good token', async (route, access) => {
    const good = access === 'own' ? token() : operatorToken();
    const expired = access === 'own' ? token({}, { expiresIn: -1 }) : operatorToken({}, { expiresIn: -1 });
    expect(await door(route, null)).toBe('TOKEN_MISSING');
    expect(await door(route, expired)).toBe('TOKEN_EXPIRED');
    expect(await door(route, tampered(good))).toBe('TOKEN_INVALID');
    expect(gateway.services.calls).toEqual([]);
  });

  it.each(needsToken)('%s is open to those who are named, and to nobody else', async (route, access) => {
    expect(await door(route, token())).toBe(access === 'own' ? 'in' : 'TOKEN_INVALID');
    for (const role of ROLES) {
      const expected = access === 'own' ? 'TOKEN_INVALID' : isFor(access, role) ? 'in' : 'FORBIDDEN';
      expect([role, await door(route, operatorToken({ roles: [role] }))]).toEqual([role, expected]);
    }
    const without = access === 'own' ? 'TOKEN_INVALID' : 'FORBIDDEN';
    expect(await door(route, operatorToken({ roles: [] }))).toBe(without);
    expect(await door(route, operatorToken({ roles: ['root', 'administrator'] }))).toBe(without);
  });
});
