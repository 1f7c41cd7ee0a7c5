import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { API_KEY_SCOPES, type ApiKeyScope } from '@minisuite/contracts';
import { DomainError } from '@minisuite/kernel';
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
async function door(route: string, given: string | null, apiKey?: string): Promise<string> {
  const [method = '', path = ''] = route.split(' ');
  const headers: Record<string, string> = apiKey === undefined ? {} : { 'x-api-key': apiKey };
  const { status, json } = await gateway.call(method, path.replaceAll('{id}', '21'), { token: given, headers });
  return status === 401 || status === 403 ? String(json['reason']) : 'in';
}

const isFor = (access: Access, who: string) =>
  typeof access !== 'string' && (access as readonly string[]).includes(who);
const isScope = (access: Access): access is ApiKeyScope => (API_KEY_SCOPES as readonly unknown[]).includes(access);
const needsKey = Object.entries(ACCESS).filter(([, access]) => isScope(access));
const needsToken = Object.entries(ACCESS).filter(
  ([, access]) => access !== 'public' && access !== 'signed' && !isScope(access),
);

const keyFor = (scope: string) => `msk_${scope.padEnd(43, '-').replace('.', '_')}`;
const hashOf = (key: string) => createHash('sha256').update(key).digest('hex');
/** The user service knows one key for each scope, and no other. */
function knowKeys(): void {
  gateway.services.on('AuthenticateApiKey', ({ hash }: { hash: string }) => {
    const scope = API_KEY_SCOPES.find((each) => hashOf(keyFor(each)) === hash);
    if (!scope) throw new DomainError('unauthenticated', 'TOKEN_INVALID', 'x');
    return { id: '91', name: 'erp', scopes: [scope], networks: [] };
  });
}

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

  it.each(needsKey)('%s is open to keys that have the scope, and to nothing else', async (route, scope) => {
    knowKeys();
    expect(await door(route, null)).toBe('TOKEN_MISSING');
    expect(await door(route, token())).toBe('TOKEN_MISSING');
    for (const role of ROLES) expect(await door(route, operatorToken({ roles: [role] }))).toBe('TOKEN_MISSING');
    expect(await door(route, null, token())).toBe('TOKEN_INVALID');
    expect(await door(route, null, keyFor('unknown'))).toBe('TOKEN_INVALID');
    for (const held of API_KEY_SCOPES) {
      expect([held, await door(route, null, keyFor(held))]).toEqual([held, held === scope ? 'in' : 'FORBIDDEN']);
    }
  });

  it.each(needsToken)('%s is not opened by the key of a partner', async (route) => {
    knowKeys();
    for (const scope of API_KEY_SCOPES) expect(await door(route, null, keyFor(scope))).toBe('TOKEN_MISSING');
    expect(await door(route, keyFor('orders.ship'))).toBe('TOKEN_INVALID');
    expect(gateway.services.calls).toEqual([]);
  });
});
