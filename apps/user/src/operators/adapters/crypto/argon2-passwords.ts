import { randomBytes } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { argon2id, hash, type Options, verify } from 'argon2';
import { Passwords } from '../../app/ports.js';
import { TooManyLogins } from '../../domain/operator-errors.js';
import { BoundedWork } from './bounded-work.js';

/** What OWASP's password storage cheat sheet asks for at least. */
const OPTIONS: Options = { type: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// Each takes 19 MiB and one of libuv's four threads, on which name look-ups and files wait too.
const LIMIT = { running: 2, waiting: 32 };

@Injectable()
export class Argon2Passwords extends Passwords implements OnModuleInit {
  private readonly work = new BoundedWork(LIMIT, () => new TooManyLogins());
  private nobody = '';

  /** Makes the hash that is checked for names that do not exist. */
  async onModuleInit(): Promise<void> {
    this.nobody = await this.hash(randomBytes(32).toString('base64url'));
  }

  hash(password: string): Promise<string> {
    return this.work.run(() => hash(password, OPTIONS));
  }

  async verify(known: string | null, password: string): Promise<boolean> {
    const fits = await this.work.run(() => verify(known ?? this.nobody, password));
    return known !== null && fits;
  }
}
