import { createDecipheriv, createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { UntrustedData } from './untrusted-data.js';

const openDataSchema = z.looseObject({ watermark: z.object({ appid: z.string(), timestamp: z.coerce.number() }) });

/** Decrypted open data; `watermark.timestamp` is in unix seconds (Mini Program "Open data verification and decryption"). */
export type OpenData = z.infer<typeof openDataSchema>;

/** Encrypted open data as `wx` APIs hand it to the client; all but `appId` are base64. */
export interface EncryptedOpenData {
  sessionKey: string;
  encryptedData: string;
  iv: string;
  appId: string;
}

/** Decrypts open data and checks that it was made for `appId`; throws `UntrustedData` (Mini Program "Open data verification and decryption"). */
export function decryptOpenData({ sessionKey, encryptedData, iv, appId }: EncryptedOpenData): OpenData {
  const data = openDataSchema.safeParse(decryptJson(sessionKey, iv, encryptedData));
  if (!data.success) throw new UntrustedData('malformed', { cause: data.error });
  if (data.data.watermark.appid !== appId) throw new UntrustedData('foreign_appid');
  return data.data;
}

/** Signs raw user data as hex SHA-1 of `rawData` and session key (Mini Program "Open data verification and decryption"). */
export function rawDataSignature(rawData: string, sessionKey: string): string {
  return createHash('sha1')
    .update(rawData + sessionKey)
    .digest('hex');
}

/** Tells whether the signature of raw user data fits (Mini Program "Open data verification and decryption"). */
export function verifyRawData(rawData: string, sessionKey: string, signature: string): boolean {
  return equalText(rawDataSignature(rawData, sessionKey), signature);
}

/** Signs for checkSessionKey and resetUserSessionKey: hex HMAC-SHA256 of nothing under the session key as issued (Mini Program "Check session key"). */
export function sessionKeySignature(sessionKey: string): string {
  return createHmac('sha256', sessionKey).update('').digest('hex');
}

/** Compares two texts in a time that does not tell where they differ. */
export function equalText(expected: string, given: string): boolean {
  const [left, right] = [Buffer.from(expected), Buffer.from(given)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function decryptJson(sessionKey: string, iv: string, encryptedData: string): unknown {
  try {
    const key = Buffer.from(sessionKey, 'base64');
    const decipher = createDecipheriv('aes-128-cbc', key, Buffer.from(iv, 'base64'));
    const parts = [decipher.update(Buffer.from(encryptedData, 'base64')), decipher.final()];
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch (error) {
    throw new UntrustedData('bad_ciphertext', { cause: error });
  }
}
