import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { DataKeys } from './data-keys.js';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SEALED = /^sealed:([\w-]{1,16}):([\w-]+)$/;

/** Where a value lives. A sealed value opens nowhere else, so that rows cannot be mixed by whoever can write to the table. */
export interface Place {
  readonly table: string;
  readonly column: string;
  readonly id: string;
}

/** Thrown when a sealed value cannot be opened: another key, another place, or changed; says nothing of the value. */
export class SealBroken extends Error {
  constructor({ table, column, id }: Place, why: string) {
    super(`${table}.${column} of ${id} cannot be opened: ${why}`);
    this.name = 'SealBroken';
  }
}

/**
 * Encrypts single values of a table with AES-256-GCM (NIST SP 800-38D: random nonces of 96 bits, tags of 128). A sealed value is text,
 * `sealed:<key id>:<base64url of nonce, ciphertext and tag>`; what is none is taken as it is, from before there was encryption.
 */
export class FieldCipher {
  constructor(private readonly ring: DataKeys) {}

  /** Seals under the current key; the same text never gives the same value twice. */
  seal(text: string, place: Place): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.keyOf(this.ring.current, place), nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(bytesOf(place));
    const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `sealed:${this.ring.current}:${sealed.toString('base64url')}`;
  }

  /** Opens a value, whichever key it was sealed under; throws SealBroken. */
  open(stored: string, place: Place): string {
    const [, keyId = '', body = ''] = SEALED.exec(stored) ?? [];
    if (keyId === '') return stored;
    const sealed = Buffer.from(body, 'base64url');
    if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new SealBroken(place, 'it is too short');
    const nonce = sealed.subarray(0, NONCE_BYTES);
    const cipher = createDecipheriv(ALGORITHM, this.keyOf(keyId, place), nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(bytesOf(place));
    cipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    try {
      return cipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + cipher.final('utf8');
    } catch {
      throw new SealBroken(place, 'it was changed or belongs elsewhere');
    }
  }

  /** The id of the key that a value is sealed under; null when it is not sealed. */
  static keyIdOf(stored: string): string | null {
    return SEALED.exec(stored)?.[1] ?? null;
  }

  /** The id of the key that seals now. */
  get current(): string {
    return this.ring.current;
  }

  private keyOf(id: string, place: Place) {
    const key = this.ring.keys.get(id);
    if (!key) throw new SealBroken(place, `there is no key ${id}`);
    return key;
  }
}

function bytesOf({ table, column, id }: Place): Buffer {
  return Buffer.from(`${table}.${column}:${id}`);
}
