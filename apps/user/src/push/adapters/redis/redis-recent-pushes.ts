import { createHash } from 'node:crypto';
import { Redis } from '@minisuite/cache';
import { DomainError } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { UserConfig } from '../../../user.config.js';
import { RecentPushes } from '../../app/ports.js';
import { PUSH_WINDOW_MS } from '../../domain/raw-push.js';

// A nonce is good from its timestamp minus the window to its timestamp plus the window.
const NONCE_MS = 2 * PUSH_WINDOW_MS;
const MESSAGE_MS = 86_400_000;

const digestOf = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('base64url');

@Injectable()
export class RedisRecentPushes extends RecentPushes {
  private readonly prefix: string;

  constructor(
    private readonly redis: Redis,
    { database }: UserConfig,
  ) {
    super();
    // Several environments may share a Redis.
    this.prefix = `push:${new URL(database.url).pathname.slice(1)}`;
  }

  async admit(nonce: string, body: Buffer): Promise<boolean> {
    const digest = digestOf(body);
    const key = `${this.prefix}:nonce:${digestOf(nonce)}`;
    const first = await asked(this.redis.set(key, digest, 'PX', NONCE_MS, 'NX'));
    return first !== null || (await asked(this.redis.get(key))) === digest;
  }

  async has(id: string): Promise<boolean> {
    return (await asked(this.redis.exists(this.message(id)))) === 1;
  }

  async note(id: string): Promise<boolean> {
    return (await asked(this.redis.set(this.message(id), '1', 'PX', MESSAGE_MS, 'NX'))) !== null;
  }

  // A digest: what a user wrote or who it was does not stand in a key.
  private message(id: string): string {
    return `${this.prefix}:message:${digestOf(id)}`;
  }
}

function asked<T>(answer: Promise<T>): Promise<T> {
  return answer.catch(() => {
    throw new DomainError('unavailable', 'SERVICE_UNAVAILABLE', 'It is not known whether this was pushed before.');
  });
}
