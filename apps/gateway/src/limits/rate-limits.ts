import { Redis } from '@minisuite/cache';
import { answerWithin } from '@minisuite/kernel';
import { Counter, metrics } from '@minisuite/service';
import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { GatewayConfig } from '../gateway.config.js';
import type { Allowance, Budgets } from './budgets.js';
import { RateLimited } from './rate-limited.js';

const MINUTE_S = 60;

const refused = new Counter({
  name: 'minisuite_http_rate_limited_total',
  help: 'Requests that were refused because a budget was used up, by budget.',
  labelNames: ['budget'],
  registers: [metrics()],
});

/** Whose budget a request takes from. */
export interface Claim {
  readonly budget: keyof Budgets;
  readonly key: string;
}

interface Limiter {
  /** Of all gateways together. */
  readonly shared: RateLimiterRedis;
  /** Of this gateway. */
  readonly own: RateLimiterMemory;
}

/** Counts requests in Redis, for all gateways together; while Redis is away each gateway counts for itself. */
@Injectable()
export class RateLimits {
  /** A Redis that hangs must not hold up what does not need it. */
  patienceMs = 200;
  private readonly limiters = new Map<keyof Budgets, Limiter>();
  private readonly points: Budgets;

  constructor(redis: Redis, { rateLimits }: GatewayConfig) {
    this.points = rateLimits;
    for (const [budget, points] of Object.entries(rateLimits) as [keyof Budgets, number][]) {
      if (points > 0) this.limiters.set(budget, limiterFor(redis, budget, points));
    }
  }

  /** Takes one request from each budget; gives what is left of the scarcest, null when none of them counts. Throws RateLimited. */
  async take(claims: readonly Claim[]): Promise<Allowance | null> {
    const left = await Promise.all(claims.map((claim) => this.takeOne(claim)));
    const counted = left.filter((allowance) => allowance !== null);
    return counted.toSorted((a, b) => a.remaining - b.remaining)[0] ?? null;
  }

  private async takeOne({ budget, key }: Claim): Promise<Allowance | null> {
    const limiter = this.limiters.get(budget);
    if (!limiter) return null;
    try {
      return this.allowance(budget, await this.consume(limiter, key));
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      refused.inc({ budget });
      throw new RateLimited(this.allowance(budget, error));
    }
  }

  private async consume({ shared, own }: Limiter, key: string): Promise<RateLimiterRes> {
    try {
      return await answerWithin('Redis', this.patienceMs, shared.consume(key));
    } catch (error) {
      if (error instanceof RateLimiterRes) throw error;
      return await own.consume(key);
    }
  }

  private allowance(budget: keyof Budgets, { remainingPoints, msBeforeNext }: RateLimiterRes): Allowance {
    return {
      limit: this.points[budget],
      remaining: remainingPoints,
      resetSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)),
    };
  }
}

function limiterFor(redis: Redis, budget: string, points: number): Limiter {
  const options = { points, duration: MINUTE_S, keyPrefix: `limit:${budget}` };
  const shared = new RateLimiterRedis({
    ...options,
    storeClient: redis,
    rejectIfRedisNotReady: true,
    // Who is over it is refused from memory: a flood does not reach Redis.
    inMemoryBlockOnConsumed: points + 1,
  });
  return { shared, own: new RateLimiterMemory(options) };
}
