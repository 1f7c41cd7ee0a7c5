import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../local/process/failure.ts';

const PUBLIC_BLOCK = /-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----\n?/g;
const BITS = 3072;
/** As many as a gateway takes. */
const MOST_KEYS = 4;

/** What the next step of a rotation is told. */
export interface StepDone {
  readonly done: string;
  readonly next: string;
}

/**
 * The signing key of access tokens in files of one folder: `jwt-private.pem` (JWT_PRIVATE_KEY_FILE of the user service), `jwt-public.pem`
 * (JWT_PUBLIC_KEY_FILE of the gateways, which take every key in it), and between two steps `jwt-private.next.pem`. Each step may be repeated.
 */
export class KeyFiles {
  readonly #dir: string;
  readonly #now: () => number;

  constructor(dir: string, now: () => number = Date.now) {
    this.#dir = dir;
    this.#now = now;
  }

  /** Makes the next key and lets gateways know it; the first time, the only key. */
  announce(): StepDone {
    if (!existsSync(this.#file('jwt-private.pem'))) {
      const made = newPrivateKey();
      this.#write('jwt-public.pem', publicOf(made), 0o644);
      this.#write('jwt-private.pem', made, 0o600);
      return { done: 'There is a first key.', next: 'Start the gateways and the user service with it.' };
    }
    if (!existsSync(this.#file('jwt-private.next.pem'))) this.#write('jwt-private.next.pem', newPrivateKey(), 0o600);
    const next = publicOf(this.#read('jwt-private.next.pem'));
    const known = this.#publicKeys();
    if (!known.includes(next) && known.length >= MOST_KEYS) throw new Failure('There are old keys: run retire first.');
    if (!known.includes(next)) this.#write('jwt-public.pem', [...known, next].join(''), 0o644);
    return { done: 'The next key is in jwt-public.pem, too.', next: 'Restart every gateway, then run switch.' };
  }

  /** Has the user service sign with the next key. */
  switch(): StepDone {
    if (!existsSync(this.#file('jwt-private.next.pem'))) throw new Failure('There is no next key: run announce first.');
    const next = this.#read('jwt-private.next.pem');
    if (!this.#publicKeys().includes(publicOf(next))) {
      throw new Failure('The gateways do not know the next key: run announce again.');
    }
    renameSync(this.#file('jwt-private.next.pem'), this.#file('jwt-private.pem'));
    this.#write('jwt-switched-at', new Date(this.#now()).toISOString(), 0o644);
    return {
      done: 'jwt-private.pem is the next key.',
      next: 'Restart every user service; when the last token of the old key has run out, run retire.',
    };
  }

  /** Has the gateways forget all keys but the present one, once no token of another can be valid any more. */
  retire(tokenTtlMs: number): StepDone {
    if (existsSync(this.#file('jwt-private.next.pem')))
      throw new Failure('The next key is not in use yet: run switch.');
    const current = publicOf(this.#read('jwt-private.pem'));
    const others = this.#publicKeys().filter((key) => key !== current);
    if (others.length === 0) return { done: 'There is no old key.', next: 'Nothing is left to do.' };
    const since = existsSync(this.#file('jwt-switched-at')) ? Date.parse(this.#read('jwt-switched-at')) : NaN;
    const wait = since + tokenTtlMs - this.#now();
    if (!(wait <= 0)) {
      throw new Failure(
        Number.isNaN(since)
          ? 'Nobody knows when the key was switched: remove the old one from jwt-public.pem by hand.'
          : `Tokens of the old key may be valid for another ${Math.ceil(wait / 1000)} s.`,
      );
    }
    this.#write('jwt-public.pem', current, 0o644);
    rmSync(this.#file('jwt-switched-at'));
    return { done: 'jwt-public.pem has the present key alone.', next: 'Restart every gateway.' };
  }

  #publicKeys(): string[] {
    const text = existsSync(this.#file('jwt-public.pem')) ? this.#read('jwt-public.pem') : '';
    return (text.match(PUBLIC_BLOCK) ?? []).map((block) => `${block.trim()}\n`);
  }

  #file(name: string): string {
    return join(this.#dir, name);
  }

  #read(name: string): string {
    const file = this.#file(name);
    if (name.includes('private') && (statSync(file).mode & 0o077) !== 0) {
      throw new Failure(`${file} can be read by others: chmod 600 it, and better make another key.`);
    }
    return readFileSync(file, 'utf8');
  }

  // Whole or not at all: a process that starts just now must not read half a key.
  #write(name: string, text: string, mode: number): void {
    const part = this.#file(`${name}.part`);
    rmSync(part, { force: true });
    writeFileSync(part, text, { mode });
    renameSync(part, this.#file(name));
  }
}

function newPrivateKey(): string {
  return generateKeyPairSync('rsa', { modulusLength: BITS })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();
}

function publicOf(privateKey: string): string {
  return createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
}
