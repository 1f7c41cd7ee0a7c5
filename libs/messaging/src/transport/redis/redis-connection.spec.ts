import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Redis } from 'ioredis';
import { RedisConnection } from './redis-connection.js';

describe('a connection to a Redis that is away', () => {
  afterEach(() => void jest.restoreAllMocks());

  it('is left once, however many commands fail with it, and the next command opens a new one', async () => {
    const disconnect = jest.spyOn(Redis.prototype, 'disconnect');
    const connection = new RedisConnection('redis://127.0.0.1:9', 'test');
    const ask = () => connection.use(5000, (redis) => redis.ping());
    for (const rounds of [1, 2]) {
      const answers = await Promise.allSettled(Array.from({ length: 12 }, ask));
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 'rejected'));
      expect(disconnect).toHaveBeenCalledTimes(rounds);
    }
    connection.close();
    await expect(ask()).rejects.toThrow('has been closed');
  });
});
