import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from '@minisuite/cache';
import { testServers } from '@minisuite/testing';
import { WorkerLease } from '../src/worker-lease.js';

let redis: Redis;

beforeAll(() => {
  redis = new Redis(testServers().redisUrl);
});

afterAll(() => redis.quit());

describe('worker leases', () => {
  it('50 processes that start together get 50 numbers', async () => {
    const leases = Array.from({ length: 50 }, () => new WorkerLease(redis));
    await Promise.all(leases.map((lease) => lease.renew()));
    expect(new Set(leases.map((lease) => lease.current())).size).toBe(50);
    await Promise.all(leases.map((lease) => lease.release()));
  });

  it('keep the number while they are renewed', async () => {
    const lease = new WorkerLease(redis);
    await lease.renew();
    const worker = lease.current();
    await lease.renew();
    expect(lease.current()).toBe(worker);
    await lease.release();
  });

  it('take another number when Redis gave theirs to somebody else', async () => {
    const lease = new WorkerLease(redis);
    await lease.renew();
    const worker = lease.current();
    await redis.set(`minisuite:ids:worker:${worker}`, 'somebody else', 'PX', 60_000);
    await lease.renew();
    expect(lease.current()).not.toBe(worker);
    expect(await redis.get(`minisuite:ids:worker:${worker}`)).toBe('somebody else');
    await Promise.all([lease.release(), redis.del(`minisuite:ids:worker:${worker}`)]);
  });

  it('are worth nothing after their release', async () => {
    const lease = new WorkerLease(redis);
    await lease.renew();
    await lease.release();
    expect(lease.current()).toBeNull();
  });
});
