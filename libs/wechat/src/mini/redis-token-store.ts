import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { type ReleaseLock, type StoredToken, TokenStore } from './token-store.js';

const storedSchema = z.object({ value: z.string(), expiresAt: z.number(), renewAt: z.number(), forcedAt: z.number() });

// Deleting only our own lock: it may have run out and belong to another process by now.
const RELEASE = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) else return 0 end`;

/** The commands of an ioredis client that a `RedisTokenStore` uses. */
export type RedisCommands = Pick<Redis, 'get' | 'set' | 'eval'>;

/** Keeps access tokens in Redis under `wechat:token:<appid>` (Mini Program "getStableAccessToken"). */
export class RedisTokenStore extends TokenStore {
  constructor(
    private readonly redis: RedisCommands,
    private readonly prefix = 'wechat:token:',
  ) {
    super();
  }

  /** Gives the stored token; rejects when Redis does not answer. */
  async get(appId: string): Promise<StoredToken | undefined> {
    const text = await this.redis.get(this.prefix + appId);
    return text === null ? undefined : storedSchema.parse(JSON.parse(text));
  }

  /** Stores a token for `ttlMs` (ms); rejects when Redis does not answer. */
  async set(appId: string, token: StoredToken, ttlMs: number): Promise<void> {
    await this.redis.set(this.prefix + appId, JSON.stringify(token), 'PX', Math.max(1, Math.floor(ttlMs)));
  }

  /** Takes the lock by SET NX PX; rejects when Redis does not answer. */
  async lock(appId: string, ttlMs: number): Promise<ReleaseLock | undefined> {
    const key = `${this.prefix}${appId}:lock`;
    const owner = randomUUID();
    if ((await this.redis.set(key, owner, 'PX', ttlMs, 'NX')) !== 'OK') return undefined;
    return async () => {
      await this.redis.eval(RELEASE, 1, key, owner);
    };
  }
}
