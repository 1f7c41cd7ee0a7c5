import { describe, expect, it } from '@jest/globals';
import { Health } from './health.js';

describe('readiness', () => {
  it('is given when everything answers', async () => {
    const health = new Health();
    health.add('a', async () => {});
    expect(await health.report()).toEqual({ ready: true, checks: { a: 'ok' } });
  });

  it('tells what is missing and why', async () => {
    const health = new Health();
    health.add('a', async () => {});
    health.add('b', () => Promise.reject(new Error('away')));
    expect(await health.report()).toEqual({ ready: false, checks: { a: 'ok', b: 'away' } });
  });

  it('ends when the process shuts down', async () => {
    const health = new Health();
    health.drain();
    expect((await health.report()).ready).toBe(false);
  });
});
