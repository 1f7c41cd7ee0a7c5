import { createHash, createHmac, randomBytes } from 'node:crypto';
import { RefreshTokenSecrets } from '../../app/ports.js';

const BYTES = 32;
const FORM = /^[A-Za-z0-9_-]{43}$/;
const DEVICE_ID = /^[A-Za-z0-9_-]{16,64}$/;

/** 256 random bits need no slow hash: nobody can try them out. */
export class RandomRefreshTokens extends RefreshTokenSecrets {
  create(): { token: string; hash: Buffer } {
    const token = randomBytes(BYTES).toString('base64url');
    return { token, hash: hashed(token) };
  }

  hashOf(token: string): Buffer | null {
    return FORM.test(token) ? hashed(token) : null;
  }

  salt(): Buffer {
    return randomBytes(BYTES);
  }

  successorOf(token: string, salt: Buffer): { token: string; hash: Buffer } {
    const successor = createHmac('sha256', salt).update(token).digest('base64url');
    return { token: successor, hash: hashed(successor) };
  }

  deviceKeyOf(deviceId: string): Buffer | null {
    return DEVICE_ID.test(deviceId) ? hashed(deviceId) : null;
  }
}

function hashed(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
