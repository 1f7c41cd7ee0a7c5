import {
  type CipherGCMTypes,
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  createSign,
  createVerify,
  type KeyObject,
  X509Certificate,
} from 'node:crypto';

const TAG_BYTES = 16;

/** What `aeadEncrypt` takes besides the key; the nonce is 12 bytes of UTF-8 (WeChat Pay "Certificate and notification decryption"). */
export interface AeadPlain {
  nonce: string;
  associatedData: string;
  plaintext: string | Buffer;
}

/** What `aeadDecrypt` takes besides the key; `ciphertext` is base64 of ciphertext and 16-byte tag (WeChat Pay "Certificate and notification decryption"). */
export interface AeadSealed {
  nonce: string;
  associatedData: string;
  ciphertext: string;
}

/** Joins the lines of a text to sign, each ended by one `\n`, the last one too (WeChat Pay "Signature generation"). */
export function buildMessage(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** Signs with RSA PKCS#1 v1.5 and SHA-256 and gives base64; throws when the key is no RSA private key (WeChat Pay "Signature generation"). */
export function rsaSign(message: string | Buffer, privateKeyPem: string | KeyObject): string {
  return createSign('RSA-SHA256').update(message).sign(privateKeyPem, 'base64');
}

/** Tells whether a base64 RSA-SHA256 signature fits, false for a malformed one; throws only when the key cannot be read (WeChat Pay "Signature verification"). */
export function rsaVerify(
  message: string | Buffer,
  signatureBase64: string,
  publicKeyOrCertPem: string | KeyObject,
): boolean {
  const key = typeof publicKeyOrCertPem === 'string' ? createPublicKey(publicKeyOrCertPem) : publicKeyOrCertPem;
  return createVerify('RSA-SHA256').update(message).verify(key, signatureBase64, 'base64');
}

/** Encrypts with AEAD_AES_256_GCM and gives base64 of ciphertext and tag; throws `RangeError` on a wrong key or nonce length (WeChat Pay "Certificate and notification decryption"). */
export function aeadEncrypt(key32: string, { nonce, associatedData, plaintext }: AeadPlain): string {
  const { algorithm, key, iv } = aeadInputs(key32, nonce);
  const cipher = createCipheriv(algorithm, key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(associatedData));
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

/** Decrypts AEAD_AES_256_GCM to UTF-8 text; throws when key, nonce, associated data or ciphertext do not belong together (WeChat Pay "Certificate and notification decryption"). */
export function aeadDecrypt(key32: string, { nonce, associatedData, ciphertext }: AeadSealed): string {
  const { algorithm, key, iv } = aeadInputs(key32, nonce);
  const sealed = Buffer.from(ciphertext, 'base64');
  if (sealed.length < TAG_BYTES) throw new RangeError('The ciphertext is shorter than its authentication tag');
  const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(associatedData));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
}

/** Serial number of an X.509 certificate as upper-case hex, as `Wechatpay-Serial` and `serial_no` show it (WeChat Pay "Certificates and keys"). */
export function certificateSerial(pem: string): string {
  return new X509Certificate(pem).serialNumber.toUpperCase();
}

// A 16-byte key means AES-128-GCM only because the published SDK samples are made with one; the clients insist on 32 bytes.
function aeadInputs(apiV3Key: string, nonce: string): { algorithm: CipherGCMTypes; key: Buffer; iv: Buffer } {
  const key = Buffer.from(apiV3Key);
  const iv = Buffer.from(nonce);
  if (key.length !== 32 && key.length !== 16) throw new RangeError('The APIv3 key must be 32 bytes');
  if (iv.length !== 12) throw new RangeError('The nonce must be 12 bytes');
  return { algorithm: key.length === 32 ? 'aes-256-gcm' : 'aes-128-gcm', key, iv };
}
