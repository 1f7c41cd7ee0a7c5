import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { expect, it } from '@jest/globals';
import jwt from 'jsonwebtoken';
import { keyThumbprint } from '@minisuite/config';
import { RsaAccessTokens } from './rsa-access-tokens.js';

const privateKey = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();
const publicKey = createPublicKey(privateKey);
const tokens = new RsaAccessTokens({ privateKey, issuer: 'minisuite', audience: 'minisuite-api' });
const issuedAt = new Date('2026-03-01T00:00:00.999Z');
const claims = {
  bearer: { typ: 'access' },
  subject: '7',
  sessionId: '9',
  issuedAt,
  expiresAt: new Date('2026-03-01T00:15:00.999Z'),
} as const;

it('signs RS256 with every claim the gateway checks', () => {
  const { header, payload } = jwt.verify(tokens.sign(claims), publicKey, {
    algorithms: ['RS256'],
    issuer: 'minisuite',
    audience: 'minisuite-api',
    clockTimestamp: issuedAt.getTime() / 1000,
    complete: true,
  });
  expect(header).toEqual({ alg: 'RS256', typ: 'JWT', kid: keyThumbprint(publicKey) });
  const iat = Date.UTC(2026, 2, 1) / 1000;
  expect(payload).toMatchObject({ sub: '7', sid: '9', typ: 'access', iat, exp: iat + 900 });
  expect(payload).toHaveProperty('jti', expect.stringMatching(/^[0-9a-f-]{36}$/));
});

it('says of an operator who it is and what they may do', () => {
  const bearer = { typ: 'operator', name: 'anna', roles: ['admin'] } as const;
  const payload = jwt.decode(tokens.sign({ ...claims, bearer }));
  expect(payload).toMatchObject({ ...bearer, sub: '7', sid: '9', iss: 'minisuite' });
});

it('never signs the same token twice', () => {
  expect(tokens.sign(claims)).not.toBe(tokens.sign(claims));
});
