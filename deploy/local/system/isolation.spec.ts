import { describe, expect, it } from '@jest/globals';
import { isolateRedis } from './isolation.ts';

const infra = { mysqlAdminUrl: 'mysql://m', redisUrl: 'redis://:secret@127.0.0.1:6379', kafkaBrokers: 'k:1' };

describe('isolateRedis', () => {
  it('leaves the usual system where it is', () => {
    expect(isolateRedis(infra, '')).toBe(infra);
  });

  it('gives another system a numbered database that is never the usual one', () => {
    for (const name of ['a', 'b', 'c', 'e2e1', 'bench']) {
      const { redisUrl, kafkaBrokers } = isolateRedis(infra, name);
      expect(redisUrl).toMatch(/^redis:\/\/:secret@127\.0\.0\.1:6379\/([1-9]|1[0-5])$/);
      expect(kafkaBrokers).toBe('k:1');
    }
  });
});
