import { createDecipheriv, createSecretKey } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { FieldCipher, SealBroken } from './field-cipher.js';

const secret = (byte: number) => createSecretKey(Buffer.alloc(32, byte));
const ring = (current: string, ...ids: string[]) =>
  new FieldCipher({ current, keys: new Map(ids.map((id) => [id, secret(id.charCodeAt(0))])) });
const place = { table: 'address', column: 'name', id: '7' };

describe('FieldCipher', () => {
  it.each(['张三', '', '13800138000', '📦'.repeat(200)])('gives back %j', (text) => {
    const cipher = ring('a', 'a');
    expect(cipher.open(cipher.seal(text, place), place)).toBe(text);
  });

  it('writes what AES-256-GCM says, with the place as associated data', () => {
    const stored = ring('a', 'a').seal('张三', place);
    const bytes = Buffer.from(stored.slice('sealed:a:'.length), 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', secret('a'.charCodeAt(0)), bytes.subarray(0, 12));
    decipher.setAAD(Buffer.from('address.name:7')).setAuthTag(bytes.subarray(-16));
    expect(decipher.update(bytes.subarray(12, -16)).toString() + decipher.final('utf8')).toBe('张三');
  });

  it('never writes the same twice', () => {
    const cipher = ring('a', 'a');
    expect(new Set(Array.from({ length: 100 }, () => cipher.seal('张三', place))).size).toBe(100);
  });

  it('opens what an older key has sealed, and seals with the current one', () => {
    const old = ring('a', 'a').seal('张三', place);
    const cipher = ring('b', 'b', 'a');
    expect(cipher.open(old, place)).toBe('张三');
    expect(FieldCipher.keyIdOf(cipher.seal('张三', place))).toBe('b');
  });

  it('takes what is not sealed as it is', () => {
    expect(ring('a', 'a').open('张三', place)).toBe('张三');
    expect(FieldCipher.keyIdOf('张三')).toBeNull();
  });

  it.each([
    { ...place, id: '8' },
    { ...place, column: 'phone' },
    { ...place, table: 'account' },
  ])('does not open it in another place, %j', (elsewhere) => {
    const cipher = ring('a', 'a');
    const stored = cipher.seal('张三', place);
    expect(() => cipher.open(stored, elsewhere)).toThrow(SealBroken);
  });

  it('does not open what was changed, cut or sealed under an unknown key', () => {
    const cipher = ring('a', 'a');
    const stored = cipher.seal('张三', place);
    const body = stored.slice('sealed:a:'.length);
    for (let at = 0; at < body.length; at += 1) {
      const other = body[at] === 'A' ? 'B' : 'A';
      const changed = `sealed:a:${body.slice(0, at)}${other}${body.slice(at + 1)}`;
      // The last letter has bits that no byte is made of.
      if (Buffer.from(changed.slice(9), 'base64url').equals(Buffer.from(body, 'base64url'))) continue;
      expect(() => cipher.open(changed, place)).toThrow(SealBroken);
    }
    expect(() => cipher.open(stored.slice(0, -4), place)).toThrow(SealBroken);
    expect(() => cipher.open('sealed:a:AAAA', place)).toThrow('too short');
    expect(() => ring('b', 'b').open(stored, place)).toThrow('there is no key a');
  });

  it('tells nothing of a value that cannot be opened', () => {
    const cipher = ring('a', 'a');
    const stored = cipher.seal('13800138000', place);
    expect(() => cipher.open(stored, { ...place, id: '8' })).toThrow(/^address\.name of 8 cannot be opened: [a-z ]+$/);
  });
});
