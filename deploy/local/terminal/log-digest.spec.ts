import { describe, expect, it } from '@jest/globals';
import { LogDigest } from './log-digest.ts';

const warn = JSON.stringify({ level: 40, msg: 'slow', err: { message: 'timeout' } });

describe('LogDigest', () => {
  it('shows warnings and errors with their cause, and nothing less', () => {
    const digest = new LogDigest();
    expect(digest.read('order', warn, 0)).toBe('order warn: slow: timeout');
    expect(digest.read('order', JSON.stringify({ level: 30, msg: 'hello' }), 0)).toBeUndefined();
    expect(digest.read('order', 'not json', 0)).toBeUndefined();
    expect(digest.read('order', '{broken', 0)).toBeUndefined();
  });

  it('says a repeated line once in ten seconds and counts the others', () => {
    const digest = new LogDigest();
    digest.read('order', warn, 0);
    expect(digest.read('order', warn, 5_000)).toBeUndefined();
    expect(digest.read('order', warn, 9_999)).toBeUndefined();
    expect(digest.read('payment', warn, 9_999)).toBe('payment warn: slow: timeout');
    expect(digest.read('order', warn, 10_000)).toBe('order warn: slow: timeout (and 2 more like it)');
  });
});
