import { createCipheriv } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { decryptOpenData, decryptPush, encryptPush, UntrustedData } from '../index.js';

const sessionKey = Buffer.from('session-key-16by').toString('base64');
const iv = Buffer.from('initial-vector16').toString('base64');
const appId = 'wx0000000000000001';

function encrypted(data: unknown): string {
  const cipher = createCipheriv('aes-128-cbc', Buffer.from(sessionKey, 'base64'), Buffer.from(iv, 'base64'));
  return Buffer.concat([cipher.update(JSON.stringify(data)), cipher.final()]).toString('base64');
}

function reasonOf(task: () => unknown): string {
  try {
    task();
    return 'none';
  } catch (error) {
    return error instanceof UntrustedData ? error.reason : String(error);
  }
}

describe('decryptOpenData', () => {
  const data = { phoneNumber: '13800000000', watermark: { appid: appId, timestamp: 1_772_366_400 }, later: 1 };

  it('decrypts data of this appid, with fields that are new to us', () => {
    expect(decryptOpenData({ sessionKey, iv, appId, encryptedData: encrypted(data) })).toEqual(data);
  });

  it('refuses other appids, other keys and other shapes', () => {
    const input = { sessionKey, iv, appId, encryptedData: encrypted(data) };
    const otherKey = Buffer.from('session-key-16bz').toString('base64');
    expect(reasonOf(() => decryptOpenData({ ...input, appId: 'wx2' }))).toBe('foreign_appid');
    expect(reasonOf(() => decryptOpenData({ ...input, sessionKey: otherKey }))).toBe('bad_ciphertext');
    expect(reasonOf(() => decryptOpenData({ ...input, sessionKey: 'short' }))).toBe('bad_ciphertext');
    expect(reasonOf(() => decryptOpenData({ ...input, encryptedData: encrypted({}) }))).toBe('malformed');
  });
});

describe('push encryption', () => {
  const key = { encodingAesKey: 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ', appId };

  it('gives back every length of message, whatever padding it needs', () => {
    for (let length = 0; length < 70; length += 1) {
      const message = '消'.repeat(length);
      expect(decryptPush(encryptPush(message, key), key)).toBe(message);
    }
  });

  it('refuses changed text, other keys and other appids', () => {
    // With random bytes a changed last block would look padded once in 256 times.
    const sealed = encryptPush('hello', key, 'sixteen bytes ok');
    const changed = Buffer.from(sealed, 'base64');
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    expect(reasonOf(() => decryptPush(changed.toString('base64'), key))).toBe('bad_ciphertext');
    expect(reasonOf(() => decryptPush('AAAA', key))).toBe('bad_ciphertext');
    expect(reasonOf(() => decryptPush('', key))).toBe('bad_ciphertext');
    expect(reasonOf(() => decryptPush(sealed, { ...key, appId: 'wx2' }))).toBe('foreign_appid');
    expect(() => encryptPush('x', { ...key, encodingAesKey: 'short' })).toThrow(RangeError);
  });
});
