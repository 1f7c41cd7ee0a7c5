import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { UntrustedData } from './untrusted-data.js';
import { equalText } from './user-data.js';

const BLOCK_BYTES = 32;
const RANDOM_BYTES = 16;
const HEAD_BYTES = RANDOM_BYTES + 4;

/** What a push signature covers; `encrypt` only in safe mode (Mini Program "Message push"). */
export interface PushSignatureInput {
  token: string;
  timestamp: string;
  nonce: string;
  encrypt?: string;
}

/** The key of safe mode (43 characters) and whose messages it carries (Mini Program "Message push"). */
export interface PushKey {
  encodingAesKey: string;
  appId: string;
}

/** An encrypted answer to a push (Mini Program "Message push"). */
export interface EncryptedPushReply {
  Encrypt: string;
  MsgSignature: string;
  TimeStamp: number;
  Nonce: string;
}

/** Signs a push: hex SHA-1 of the sorted and joined parts (Mini Program "Message push"). */
export function pushSignature({ token, timestamp, nonce, encrypt }: PushSignatureInput): string {
  const parts = [token, timestamp, nonce, ...(encrypt === undefined ? [] : [encrypt])];
  return createHash('sha1').update(parts.sort().join('')).digest('hex');
}

/** Tells whether `signature`, or `msg_signature` in safe mode, fits (Mini Program "Message push"). */
export function verifyPushSignature(input: PushSignatureInput, signature: string): boolean {
  return equalText(pushSignature(input), signature);
}

/** Decrypts a push of safe mode to its text and checks the appid in it; throws `UntrustedData` (Mini Program "Message push"). */
export function decryptPush(encrypt: string, { encodingAesKey, appId }: PushKey): string {
  const plain = unpad(decrypt(encrypt, pushKeyBytes(encodingAesKey)));
  if (plain.length < HEAD_BYTES) throw new UntrustedData('malformed');
  const end = HEAD_BYTES + plain.readUInt32BE(RANDOM_BYTES);
  if (end > plain.length) throw new UntrustedData('malformed');
  if (!equalText(appId, plain.toString('utf8', end))) throw new UntrustedData('foreign_appid');
  return plain.toString('utf8', HEAD_BYTES, end);
}

/** Encrypts a text for safe mode; `random` is 16 bytes of UTF-8 (Mini Program "Message push"). */
export function encryptPush(
  message: string,
  { encodingAesKey, appId }: PushKey,
  random = randomBytes(RANDOM_BYTES / 2).toString('hex'),
): string {
  if (Buffer.byteLength(random) !== RANDOM_BYTES) throw new RangeError('random must be 16 bytes');
  const key = pushKeyBytes(encodingAesKey);
  const text = Buffer.from(message);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const plain = Buffer.concat([Buffer.from(random), length, text, Buffer.from(appId)]);
  const padding = BLOCK_BYTES - (plain.length % BLOCK_BYTES);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const parts = [cipher.update(plain), cipher.update(Buffer.alloc(padding, padding)), cipher.final()];
  return Buffer.concat(parts).toString('base64');
}

/** Encrypts and signs an answer to a push; `timestamp` is in unix seconds (Mini Program "Message push"). */
export function encryptPushReply(
  message: string,
  key: PushKey,
  { token, timestamp, nonce, random }: { token: string; timestamp: number; nonce: string; random?: string },
): EncryptedPushReply {
  const encrypt = encryptPush(message, key, random);
  const signature = pushSignature({ token, timestamp: String(timestamp), nonce, encrypt });
  return { Encrypt: encrypt, MsgSignature: signature, TimeStamp: timestamp, Nonce: nonce };
}

function pushKeyBytes(encodingAesKey: string): Buffer {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64');
  if (encodingAesKey.length !== 43 || key.length !== 32) throw new RangeError('EncodingAESKey must be 43 characters');
  return key;
}

function decrypt(encrypt: string, key: Buffer): Buffer {
  try {
    // The padding goes up to 32 bytes, twice the block of AES, so that the cipher's own check would refuse it.
    const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
    return Buffer.concat([decipher.update(Buffer.from(encrypt, 'base64')), decipher.final()]);
  } catch (error) {
    throw new UntrustedData('bad_ciphertext', { cause: error });
  }
}

function unpad(padded: Buffer): Buffer {
  const padding = padded.at(-1) ?? 0;
  const sound = padding >= 1 && padding <= BLOCK_BYTES && padding <= padded.length;
  if (!sound || padded.subarray(-padding).some((byte) => byte !== padding)) throw new UntrustedData('bad_ciphertext');
  return padded.subarray(0, -padding);
}
