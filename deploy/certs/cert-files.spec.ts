import { createPrivateKey, X509Certificate } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CertFiles } from './cert-files.ts';

const NAMES = ['gateway', 'user', 'order', 'payment', 'message'];
const DAY_MS = 86_400_000;

let dir: string;
let now: number;
let files: CertFiles;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'certs-'));
  now = Date.parse('2026-01-01T00:00:00Z');
  files = new CertFiles(dir, { days: 30, now: () => new Date(now) });
});
afterEach(() => rmSync(dir, { recursive: true }));

const read = (name: string) => readFileSync(join(dir, name), 'utf8');
const certificateOf = (name: string) => new X509Certificate(read(`${name}.pem`));
const authorities = () =>
  (read('ca.pem').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(
    (pem) => new X509Certificate(pem),
  );
const issuersOf = (name: string) =>
  authorities().filter((by) => certificateOf(name).checkIssued(by) && certificateOf(name).verify(by.publicKey));

describe('the first certificates', () => {
  it('name each process, and fit their keys, which only their owner can read', async () => {
    await files.issue();
    for (const name of NAMES) {
      const certificate = certificateOf(name);
      expect(certificate.subjectAltName).toBe(`URI:spiffe://minisuite/${name}`);
      expect(certificate.checkPrivateKey(createPrivateKey(read(`${name}-key.pem`)))).toBe(true);
      expect(certificate.ca).toBe(false);
      expect(new Date(certificate.validTo).getTime()).toBe(now + 30 * DAY_MS);
      expect(issuersOf(name)).toHaveLength(1);
    }
    const open = readdirSync(dir).filter((name) => name.includes('key') && statSync(join(dir, name)).mode & 0o077);
    expect(open).toEqual([]);
  });

  it('are renewed when they are about to end, by the same authority', async () => {
    expect(await files.issueWhenNeeded(10)).toBe(true);
    const [ca, first] = [read('ca.pem'), read('order.pem')];
    expect(await files.issueWhenNeeded(10)).toBe(false);
    now += 20 * DAY_MS + 1;
    expect(await files.issueWhenNeeded(10)).toBe(true);
    expect(read('ca.pem')).toBe(ca);
    expect(read('order.pem')).not.toBe(first);
    rmSync(join(dir, 'user-key.pem'));
    expect(await files.issueWhenNeeded(10)).toBe(true);
  });
});

describe('a new authority', () => {
  it('is trusted before it is used, and the old one until it is not', async () => {
    await files.issue();
    const [first] = authorities();
    await files.announce();
    expect(authorities()).toHaveLength(2);
    expect(issuersOf('order')[0]?.fingerprint256).toBe(first?.fingerprint256);
    await files.switch();
    expect(authorities()).toHaveLength(2);
    const [second] = issuersOf('order');
    expect(second?.fingerprint256).not.toBe(first?.fingerprint256);
    files.retire();
    expect(authorities().map((by) => by.fingerprint256)).toEqual([second?.fingerprint256]);
    for (const name of NAMES) expect(issuersOf(name)).toHaveLength(1);
  });

  it('may have its steps repeated, and none before its time', async () => {
    await files.announce();
    await expect(files.switch()).rejects.toThrow('There is no next authority');
    await files.announce();
    await files.announce();
    expect(authorities()).toHaveLength(2);
    expect(() => files.retire()).toThrow('The next authority is not in use yet');
    await files.switch();
    files.retire();
    expect(files.retire().done).toBe('There is no old authority.');
  });

  it('is not made or used when others can read its key', async () => {
    await files.issue();
    chmodSync(join(dir, 'ca-key.pem'), 0o644);
    await expect(files.issue()).rejects.toThrow('can be read by others');
  });
});
