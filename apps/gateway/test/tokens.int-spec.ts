import { createHmac, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { keyThumbprint } from '@minisuite/config';
import { type GatewayUnderTest, keyId, publicKey, startGatewayUnderTest, token } from './gateway-under-test.js';
import { samples } from './samples.js';

let gateway: GatewayUnderTest;
beforeAll(async () => void (gateway = await startGatewayUnderTest()));
afterAll(() => gateway.stop());
beforeEach(() => {
  gateway.services.reset();
  gateway.services.on('GetProfile', () => ({ profile: samples.profile }));
});

const base64 = (thing: object) => Buffer.from(JSON.stringify(thing)).toString('base64url');
const now = Math.floor(Date.now() / 1000);
const claims = { typ: 'access', sub: '7', sid: '70', iss: 'minisuite', aud: 'minisuite-api', iat: now, exp: now + 900 };
const unsigned = (alg: string, kid = keyId) => `${base64({ alg, typ: 'JWT', kid })}.${base64(claims)}.`;
const stranger = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

function hmacWithPublicKey(): string {
  const content = `${base64({ alg: 'HS256', typ: 'JWT', kid: keyId })}.${base64(claims)}`;
  return `${content}.${createHmac('sha256', publicKey).update(content).digest('base64url')}`;
}

const strangersJwk = createPublicKey(stranger.publicKey).export({ format: 'jwk' });
const withHeader = (header: object, key?: string) =>
  token({}, { header: { alg: 'RS256', kid: keyId, ...header } as never }, key);

function tampered(): string {
  const [head, , signature] = token().split('.');
  return `${head}.${base64({ ...claims, sub: '8' })}.${signature}`;
}

const wrong: [string, () => string, string][] = [
  ['no token at all', () => '', 'TOKEN_MISSING'],
  ['garbage', () => 'a.b.c', 'TOKEN_INVALID'],
  ['alg none', () => unsigned('none'), 'TOKEN_INVALID'],
  ['alg None', () => unsigned('None'), 'TOKEN_INVALID'],
  ['an empty signature', () => unsigned('RS256'), 'TOKEN_INVALID'],
  ['an empty signature by no key', () => unsigned('RS256', 'nobody'), 'TOKEN_INVALID'],
  ['alg none by no key', () => unsigned('none', 'nobody'), 'TOKEN_INVALID'],
  ['HS256 with the public key', hmacWithPublicKey, 'TOKEN_INVALID'],
  ['a changed payload', tampered, 'TOKEN_INVALID'],
  ['somebody else’s key', () => token({}, {}, stranger.privateKey), 'TOKEN_INVALID'],
  ['no key id', () => withHeader({ kid: undefined }), 'TOKEN_INVALID'],
  ['the id of no key', () => withHeader({ kid: 'nobody' }), 'TOKEN_INVALID'],
  ['a file as key', () => withHeader({ kid: '../../../../dev/null' }, stranger.privateKey), 'TOKEN_INVALID'],
  ['SQL as key', () => withHeader({ kid: "x' UNION SELECT 'key" }, stranger.privateKey), 'TOKEN_INVALID'],
  ['a property as key', () => withHeader({ kid: 'constructor' }, stranger.privateKey), 'TOKEN_INVALID'],
  ['its own key', () => withHeader({ jwk: strangersJwk }, stranger.privateKey), 'TOKEN_INVALID'],
  [
    'its own key and no id',
    () => withHeader({ kid: undefined, jwk: strangersJwk }, stranger.privateKey),
    'TOKEN_INVALID',
  ],
  ['a key at an address', () => withHeader({ jku: 'http://127.0.0.1:1/' }, stranger.privateKey), 'TOKEN_INVALID'],
  [
    'a certificate at an address',
    () => withHeader({ x5u: 'http://127.0.0.1:1/' }, stranger.privateKey),
    'TOKEN_INVALID',
  ],
  ['RS512', () => token({}, { algorithm: 'RS512' }), 'TOKEN_INVALID'],
  ['another audience', () => token({}, { audience: 'other' }), 'TOKEN_INVALID'],
  ['another issuer', () => token({}, { issuer: 'other' }), 'TOKEN_INVALID'],
  ['an old token', () => token({}, { expiresIn: -1 }), 'TOKEN_EXPIRED'],
  ['a token from the future', () => token({}, { notBefore: 60 }), 'TOKEN_INVALID'],
  ['a refresh token', () => token({ typ: 'refresh' }), 'TOKEN_INVALID'],
  ['no session', () => token({ sid: undefined }), 'TOKEN_INVALID'],
  ['a subject that is no id', () => token({ sub: "7' OR 1=1" }), 'TOKEN_INVALID'],
];

describe('access tokens', () => {
  it('a good one is taken', async () => {
    expect((await gateway.call('GET', '/users/me')).status).toBe(200);
  });

  it.each(wrong)('%s is refused', async (_what, make, reason) => {
    const given = make();
    const answer = await gateway.call('GET', '/users/me', { token: given === '' ? null : given });
    expect(answer).toMatchObject({ status: 401, json: { reason } });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(gateway.services.calls).toEqual([]);
  });

  it('another scheme is no token', async () => {
    const answer = await gateway.call('GET', '/users/me', {
      token: null,
      headers: { authorization: 'Basic dXNlcjpwYXNz' },
    });
    expect(answer.json['reason']).toBe('TOKEN_MISSING');
  });

  it('one of an ended session is refused at once', async () => {
    const given = token({ sid: '123456789' });
    await gateway.redis.set('session:ended:123456789', '1', 'PX', 10_000);
    expect(await gateway.call('GET', '/users/me', { token: given })).toMatchObject({
      status: 401,
      json: { reason: 'SESSION_REVOKED' },
    });
    await gateway.redis.del('session:ended:123456789');
    expect((await gateway.call('GET', '/users/me', { token: given })).status).toBe(200);
  });
});

describe('a rotation of keys', () => {
  it('has tokens of the old and of the new key taken, and those of neither refused', async () => {
    const next = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const nextId = keyThumbprint(createPublicKey(next.publicKey));
    const publicKeys = new Map([
      [keyId, publicKey],
      [nextId, next.publicKey],
    ]);
    const rotating = await startGatewayUnderTest({
      jwt: { publicKeys, issuer: 'minisuite', audience: 'minisuite-api' },
    });
    try {
      rotating.services.on('GetProfile', () => ({ profile: samples.profile }));
      const status = async (given: string) => (await rotating.call('GET', '/users/me', { token: given })).status;
      expect(await status(token())).toBe(200);
      expect(await status(token({}, { keyid: nextId }, next.privateKey))).toBe(200);
      expect(await status(token({}, { keyid: nextId }))).toBe(401);
      expect(await status(token({}, { keyid: nextId }, stranger.privateKey))).toBe(401);
    } finally {
      await rotating.stop();
    }
  });
});

describe('a session that was ended', () => {
  it('is refused by every gateway at once', async () => {
    const other = await startGatewayUnderTest();
    try {
      other.services.on('GetProfile', () => ({ profile: samples.profile }));
      const given = token({ sid: '223456789' });
      const statuses = () =>
        Promise.all([gateway, other].map(async (one) => (await one.call('GET', '/users/me', { token: given })).status));
      expect(await statuses()).toEqual([200, 200]);
      await gateway.redis.set('session:ended:223456789', '1', 'PX', 10_000);
      expect(await statuses()).toEqual([401, 401]);
    } finally {
      await other.stop();
    }
  });
});

describe('without Redis', () => {
  it('nobody who needs a token gets in, and public routes go on', async () => {
    const alone = await startGatewayUnderTest({ redisUrl: 'redis://127.0.0.1:1' });
    try {
      alone.services.on('BatchGetUsers', () => ({ users: [samples.publicUser] }));
      const refused = await alone.call('GET', '/users/me');
      expect(refused).toMatchObject({ status: 503, json: { reason: 'SERVICE_UNAVAILABLE' } });
      expect(refused.headers.get('retry-after')).toBe('2');
      expect((await alone.call('GET', '/users/7')).status).toBe(200);
      expect(await alone.health.report()).toMatchObject({ ready: false });
    } finally {
      await alone.stop();
    }
  });
});
