import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { aeadDecrypt, aeadEncrypt } from './crypto.js';

/** Shape of an encrypted resource inside a notification or certificate list (WeChat Pay "Certificate and notification decryption"). */
export const encryptedResourceSchema = z.object({
  original_type: z.string().optional(),
  algorithm: z.literal('AEAD_AES_256_GCM'),
  ciphertext: z.string().min(1).max(1_048_576),
  associated_data: z.string().optional(),
  nonce: z.string().length(12),
});

/** An encrypted resource as WeChat Pay writes it (WeChat Pay "Certificate and notification decryption"). */
export type EncryptedResource = z.infer<typeof encryptedResourceSchema>;

/** Decrypts a resource to its text; throws when key or data do not fit (WeChat Pay "Certificate and notification decryption"). */
export function decryptResource(resource: EncryptedResource, apiV3Key: string): string {
  const { nonce, ciphertext, associated_data: associatedData = '' } = resource;
  return aeadDecrypt(apiV3Key, { nonce, ciphertext, associatedData });
}

/** Encrypts a text the way WeChat Pay does, with a new 12-character nonce unless one is given (WeChat Pay "Certificate and notification decryption"). */
export function encryptResource(
  plaintext: string,
  apiV3Key: string,
  { associatedData = '', originalType, nonce = randomBytes(6).toString('hex') }: EncryptResourceOptions = {},
): EncryptedResource {
  return {
    ...(originalType === undefined ? {} : { original_type: originalType }),
    algorithm: 'AEAD_AES_256_GCM',
    ciphertext: aeadEncrypt(apiV3Key, { nonce, associatedData, plaintext }),
    associated_data: associatedData,
    nonce,
  };
}

/** The open parts of a resource to encrypt; `originalType` is left out of certificate lists (WeChat Pay "Certificate and notification decryption"). */
export interface EncryptResourceOptions {
  associatedData?: string;
  originalType?: string;
  nonce?: string;
}
