import { createPublicKey } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { KeyFiles } from './key-files.ts';

const TTL_MS = 900_000;

let dir: string;
let now: number;
let files: KeyFiles;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'keys-'));
  now = Date.parse('2026-01-01T00:00:00Z');
  files = new KeyFiles(dir, () => now);
});
afterEach(() => rmSync(dir, { recursive: true }));

const read = (name: string) => readFileSync(join(dir, name), 'utf8');
const signer = () => createPublicKey(read('jwt-private.pem')).export({ type: 'spki', format: 'pem' }).toString();
const known = () => read('jwt-public.pem').match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----\n/g) ?? [];

describe('a rotation of the signing key', () => {
  it('begins with one key that only its owner can read', () => {
    files.announce();
    expect(known()).toEqual([signer()]);
    expect(statSync(join(dir, 'jwt-private.pem')).mode & 0o777).toBe(0o600);
  });

  it('always has the gateways know what the user service signs with, and what it has signed with', () => {
    files.announce();
    const first = signer();
    files.announce();
    expect(signer()).toBe(first);
    expect(known()).toHaveLength(2);
    files.switch();
    const second = signer();
    expect(second).not.toBe(first);
    expect(known()).toEqual([first, second]);
    now += TTL_MS - 1;
    expect(() => files.retire(TTL_MS)).toThrow('Tokens of the old key may be valid for another 1 s.');
    now += 1;
    files.retire(TTL_MS);
    expect(known()).toEqual([second]);
    expect(readdirSync(dir).toSorted()).toEqual(['jwt-private.pem', 'jwt-public.pem']);
  });

  it('may repeat a step: nothing is made twice', () => {
    files.announce();
    files.announce();
    const keys = known();
    files.announce();
    expect(known()).toEqual(keys);
    files.switch();
    expect(() => files.switch()).toThrow('There is no next key');
    now += TTL_MS;
    files.retire(TTL_MS);
    expect(files.retire(TTL_MS).done).toBe('There is no old key.');
  });

  it('does not go on before its time', () => {
    files.announce();
    expect(() => files.switch()).toThrow('There is no next key');
    files.announce();
    expect(() => files.retire(TTL_MS)).toThrow('The next key is not in use yet');
    writeFileSync(join(dir, 'jwt-public.pem'), signer());
    expect(() => files.switch()).toThrow('The gateways do not know the next key');
  });

  it('never makes more keys than a gateway takes', () => {
    files.announce();
    for (let turn = 0; turn < 3; turn += 1) {
      files.announce();
      files.switch();
    }
    expect(() => files.announce()).toThrow('There are old keys');
    expect(known()).toHaveLength(4);
  });

  it('refuses a private key that others can read', () => {
    files.announce();
    chmodSync(join(dir, 'jwt-private.pem'), 0o644);
    expect(() => files.retire(TTL_MS)).toThrow('can be read by others');
  });
});
