import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { WORKERS } from './snowflake.js';

const TTL_MS = 30_000;
const KEY = (worker: number) => `minisuite:ids:worker:${worker}`;

const RENEW = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end return 0`;
const RELEASE = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`;

/** A worker number that no other process uses, kept by renewing a key in Redis. */
export class WorkerLease {
  private readonly owner = randomUUID();
  private worker = -1;
  private validUntil = 0;

  constructor(private readonly redis: Redis) {}

  /** The leased worker number, or null when the lease ran out (measured by the monotonic clock). */
  current(): number | null {
    return performance.now() < this.validUntil ? this.worker : null;
  }

  /** Keeps the number for another 30 s, or takes another one when it was lost; throws when all 1024 are taken. */
  async renew(): Promise<void> {
    const asked = performance.now();
    if (this.worker >= 0 && (await this.redis.eval(RENEW, 1, KEY(this.worker), this.owner, TTL_MS)) === 1) {
      this.validUntil = asked + TTL_MS;
      return;
    }
    const start = Math.floor(Math.random() * WORKERS);
    for (let step = 0; step < WORKERS; step += 1) {
      const worker = (start + step) % WORKERS;
      if ((await this.redis.set(KEY(worker), this.owner, 'PX', TTL_MS, 'NX')) === 'OK') {
        this.worker = worker;
        this.validUntil = asked + TTL_MS;
        return;
      }
    }
    throw new Error('all worker numbers are taken');
  }

  async release(): Promise<void> {
    this.validUntil = 0;
    if (this.worker >= 0) await this.redis.eval(RELEASE, 1, KEY(this.worker), this.owner);
  }
}
