import { describe, expect, it } from '@jest/globals';
import {
  decryptPush,
  encryptPushReply,
  pushSignature,
  rawDataSignature,
  sessionKeySignature,
  verifyPushSignature,
  verifyRawData,
} from '../index.js';
import { miniVectors as vectors } from './mini-vectors.js';

describe('vectors of the mini-program APIs', () => {
  it('mini.rawdata_signature', () => {
    const { rawData, session_key: sessionKey, expected_signature: expected } = vectors['mini.rawdata_signature'];
    expect(rawDataSignature(rawData, sessionKey)).toBe(expected);
    expect(verifyRawData(rawData, sessionKey, expected)).toBe(true);
    expect(verifyRawData(`${rawData} `, sessionKey, expected)).toBe(false);
  });

  it('mini.checksession_signature.shape', () => {
    const { session_key: sessionKey, computed_hex_key_as_string: expected } =
      vectors['mini.checksession_signature.shape'];
    expect(sessionKeySignature(sessionKey)).toBe(expected);
  });

  it('push.url_verify', () => {
    const { expected_signature: expected, echostr, expected_reply: reply, ...input } = vectors['push.url_verify'];
    expect(pushSignature(input)).toBe(expected);
    expect(echostr).toBe(reply);
  });

  it('push.plain_signature', () => {
    const { expected_signature: expected, token, timestamp, nonce } = vectors['push.plain_signature'];
    expect(verifyPushSignature({ token, timestamp, nonce }, expected)).toBe(true);
    expect(verifyPushSignature({ token: 'BBBBB', timestamp, nonce }, expected)).toBe(false);
  });

  it('push.safe_mode_encrypt_reply, and decrypted back', () => {
    const vector = vectors['push.safe_mode_encrypt_reply'];
    const { token, TimeStamp: timestamp, Nonce: nonce, random16: random } = vector;
    const key = { encodingAesKey: vector.EncodingAESKey, appId: vector.appid };
    expect(encryptPushReply(vector.msg, key, { token, timestamp, nonce, random })).toEqual({
      Encrypt: vector.expected_Encrypt,
      MsgSignature: vector.expected_MsgSignature,
      TimeStamp: timestamp,
      Nonce: nonce,
    });
    expect(decryptPush(vector.expected_Encrypt, key)).toBe(vector.msg);
    expect(() => decryptPush(vector.expected_Encrypt, { ...key, appId: 'wx0' })).toThrow('foreign_appid');
  });

  it('leaves no vector untried', () => {
    expect(Object.keys(vectors)).toHaveLength(5);
  });
});
