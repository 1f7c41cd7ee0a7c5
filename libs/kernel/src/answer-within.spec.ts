import { describe, expect, it } from '@jest/globals';
import { answerWithin } from './answer-within.js';

const never = new Promise<never>(() => {});

describe('an answer', () => {
  it('is given, be it good or bad', async () => {
    await expect(answerWithin('Redis', 10_000, Promise.resolve(1))).resolves.toBe(1);
    await expect(answerWithin('Redis', 10_000, Promise.reject(new Error('bad')))).rejects.toThrow('bad');
  });

  it('that does not come is not waited for', async () => {
    await expect(answerWithin('Redis', 20, never)).rejects.toThrow('Redis has not answered within 20 ms');
  });

  it('that came while the process stood still is given', async () => {
    const answer = new Promise<string>((resolve) => {
      setImmediate(() => {
        const end = performance.now() + 400;
        while (performance.now() < end);
        // As what comes over the network is read: after the timers that are due by now have gone off.
        setImmediate(() => resolve('here'));
      });
    });
    await expect(answerWithin('Redis', 200, answer)).resolves.toBe('here');
  });
});
