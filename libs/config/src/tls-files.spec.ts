import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { type Certified, certify, newAuthority } from '../../../deploy/certs/authority.ts';
import { ConfigError, loadConfig } from './load-config.js';
import { internalEnv, internalSettings } from './service-env.js';
import { certificateFault } from './tls-files.js';

const now = new Date();
const schema = z.object(internalEnv()).transform(internalSettings);
let authority: Certified;
let own: Certified;
let other: Certified;

beforeAll(async () => {
  authority = await newAuthority(now);
  own = await certify(authority, { name: 'order', now, days: 1 });
  other = await certify(await newAuthority(now), { name: 'order', now, days: 1 });
});

describe('the files of a certificate', () => {
  const faultOf = (change: object, at = now) =>
    certificateFault({ ca: authority.certificate, cert: own.certificate, key: own.privateKey, ...change }, at);

  it('are usable together', () => {
    expect(faultOf({})).toBeUndefined();
    expect(faultOf({ ca: other.certificate + authority.certificate })).toBeUndefined();
  });

  it('are not when one is missing, damaged or does not belong to the others', () => {
    expect(faultOf({ ca: '' })).toMatchObject({ in: 'ca' });
    expect(faultOf({ ca: authority.certificate.slice(0, 200) })).toMatchObject({ in: 'ca' });
    expect(faultOf({ cert: 'x' })).toMatchObject({ in: 'cert', message: 'must hold a certificate in PEM' });
    expect(faultOf({ cert: own.certificate.replace(/M/, 'N') })).toMatchObject({ in: 'cert' });
    expect(faultOf({ key: other.privateKey })).toMatchObject({ in: 'key' });
    expect(faultOf({ key: 'x' })).toMatchObject({ in: 'key' });
    expect(faultOf({ ca: other.certificate })).toMatchObject({
      in: 'cert',
      message: expect.stringMatching(/none of the/),
    });
  });

  it('are not when the certificate has expired', () => {
    const tomorrow = new Date(now.getTime() + 86_400_000 + 1000);
    expect(faultOf({}, tomorrow)).toMatchObject({ in: 'cert', message: expect.stringMatching(/expired/) });
  });
});

describe('the settings of a process', () => {
  const credential = { INTERNAL_CREDENTIAL: randomBytes(24).toString('hex') };
  const faultsOf = (env: NodeJS.ProcessEnv): readonly string[] => {
    try {
      loadConfig(schema, { ...credential, ...env });
    } catch (error) {
      if (error instanceof ConfigError) return error.faults;
    }
    return [];
  };
  const written = (texts: { ca: string; cert: string; key: string }) => {
    const dir = mkdtempSync(join(tmpdir(), 'config-'));
    const file = (name: string, text: string) => {
      writeFileSync(join(dir, name), text, { mode: 0o600 });
      return join(dir, name);
    };
    return {
      GRPC_TLS_CA_FILE: file('ca.pem', texts.ca),
      GRPC_TLS_CERT_FILE: file('cert.pem', texts.cert),
      GRPC_TLS_KEY_FILE: file('key.pem', texts.key),
    };
  };
  const good = () => written({ ca: authority.certificate, cert: own.certificate, key: own.privateKey });

  it('name all three files or none', () => {
    const { GRPC_TLS_CA_FILE: ca, GRPC_TLS_CERT_FILE: cert, GRPC_TLS_KEY_FILE: key } = good();
    const env = { GRPC_TLS_CA_FILE: ca, GRPC_TLS_CERT_FILE: cert, GRPC_TLS_KEY_FILE: key };
    expect(loadConfig(schema, { ...credential, ...env }).tls).toEqual({ ca, cert, key });
    expect(loadConfig(schema, credential).tls).toBeUndefined();
    expect(faultsOf({ GRPC_TLS_CA_FILE: ca }).map((fault) => fault.split(':')[0])).toEqual([
      'GRPC_TLS_CERT_FILE',
      'GRPC_TLS_KEY_FILE',
    ]);
  });

  it('are refused with files that cannot be read or used, without showing them', () => {
    expect(faultsOf({ ...good(), GRPC_TLS_KEY_FILE: '/nowhere' })).toEqual(['GRPC_TLS_KEY_FILE: cannot be read']);
    const faults = faultsOf(written({ ca: authority.certificate, cert: own.certificate, key: other.privateKey }));
    expect(faults).toEqual(['GRPC_TLS_KEY_FILE: is not the private key of the certificate']);
  });

  it('are refused in production when everybody may read the key', () => {
    const env = { ...good(), NODE_ENV: 'production' };
    expect(faultsOf(env)).toEqual([]);
    chmodSync(env.GRPC_TLS_KEY_FILE, 0o644);
    expect(faultsOf(env)).toEqual(['GRPC_TLS_KEY: the file named by GRPC_TLS_KEY_FILE must not be open to everybody']);
  });
});
