import { createHash, type KeyObject } from 'node:crypto';

/** RFC 7638: SHA-256 over the required members of the public JWK in alphabetical order. */
export function keyThumbprint(publicKey: KeyObject): string {
  const { e, kty, n } = publicKey.export({ format: 'jwk' });
  return createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url');
}
