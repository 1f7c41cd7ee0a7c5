import { describe, expect, it } from '@jest/globals';
import { FORCE_REFRESH_GAP_MS, OVERLAP_MS, TOKEN_LIFE_MS, TokenBook } from './token-book.js';
import { WechatError } from './wechat-error.js';

const start = new Date('2026-03-01T00:00:00Z');
const after = (ms: number) => new Date(start.getTime() + ms);

function errcodeOf(action: () => unknown): number | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return error instanceof WechatError ? error.errcode : -1;
  }
}

describe('TokenBook', () => {
  it('tells missing, unknown and expired tokens apart', () => {
    const book = new TokenBook();
    book.issueStable('a', start);
    expect(errcodeOf(() => book.check('a', after(TOKEN_LIFE_MS - 1)))).toBeUndefined();
    expect(errcodeOf(() => book.check('', start))).toBe(41001);
    expect(errcodeOf(() => book.check('x', start))).toBe(40001);
    expect(errcodeOf(() => book.check('a', after(TOKEN_LIFE_MS)))).toBe(42001);
  });

  it('gives the same stable token with the time that is left, and a new one five minutes before the end', () => {
    const book = new TokenBook();
    expect(book.issueStable('a', start)).toEqual({ token: 'a', expiresIn: 7200 });
    expect(book.issueStable('b', after(6_000_000))).toEqual({ token: 'a', expiresIn: 1200 });
    const renewed = after(TOKEN_LIFE_MS - OVERLAP_MS);
    expect(book.issueStable('c', renewed)).toEqual({ token: 'c', expiresIn: 7200 });
    expect(errcodeOf(() => book.check('a', renewed))).toBeUndefined();
  });

  it('ends the old stable token at once on a forced refresh', () => {
    const book = new TokenBook();
    book.issueStable('a', start);
    book.forceStable('b', after(1));
    expect(errcodeOf(() => book.check('a', after(1)))).toBe(40001);
    expect(book.issueStable('c', after(2)).token).toBe('b');
  });

  it('ends everything that was issued when told so, and then gives another', () => {
    const book = new TokenBook();
    book.issueStable('s', start);
    book.issuePlain('p', start);
    book.expireAll(after(1));
    for (const token of ['s', 'p']) expect(errcodeOf(() => book.check(token, after(1)))).toBe(42001);
    expect(book.issueStable('t', after(2)).token).toBe('t');
    expect(errcodeOf(() => book.check('t', after(2)))).toBeUndefined();
  });

  it('limits forced refreshes to one in 30 s and 20 a day', () => {
    const book = new TokenBook();
    for (let i = 0; i < 20; i++) book.forceStable(`t${i}`, after(i * FORCE_REFRESH_GAP_MS));
    expect(errcodeOf(() => book.forceStable('x', after(20 * FORCE_REFRESH_GAP_MS)))).toBe(45009);
    const nextDay = 25 * 3_600_000;
    book.forceStable('y', after(nextDay));
    expect(errcodeOf(() => book.forceStable('z', after(nextDay + FORCE_REFRESH_GAP_MS - 1)))).toBe(45011);
  });

  it('lets a plain token live five minutes beside its successor, and never touches the stable one', () => {
    const book = new TokenBook();
    book.issueStable('s', start);
    book.issuePlain('a', start);
    book.issuePlain('b', after(1000));
    expect(errcodeOf(() => book.check('a', after(1000 + OVERLAP_MS - 1)))).toBeUndefined();
    expect(errcodeOf(() => book.check('a', after(1000 + OVERLAP_MS)))).toBe(40001);
    expect(errcodeOf(() => book.check('s', after(1000 + OVERLAP_MS)))).toBeUndefined();
  });
});
