import { createHash, randomBytes } from 'node:crypto';
import { RefreshTokenSecrets } from '../../app/ports.js';

const BYTES = 32;
const FORM = /^[A-Za-z0-9_-]{43}$/;

/** 256 random bits need no slow hash: nobody can try them out. */
export class RandomRefreshTokens extends RefreshTokenSecrets {
  create(): { token: string; hash: Buffer } {
    const token = randomBytes(BYTES).toString('base64url');
    return { token, hash: hashed(token) };
  }

  hashOf(token: string): Buffer | null {
    return FORM.test(token) ? hashed(token) : null;
  }
}

function hashed(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
