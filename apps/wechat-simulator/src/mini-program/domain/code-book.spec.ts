import { describe, expect, it } from '@jest/globals';
import { CODE_LIFE_MS, CodeBook } from './code-book.js';
import { WechatError } from './wechat-error.js';

const issuedAt = new Date('2026-03-01T00:00:00Z');
const after = (ms: number) => new Date(issuedAt.getTime() + ms);

function errcodeOf(action: () => unknown): number | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return error instanceof WechatError ? error.errcode : -1;
  }
}

function bookWith(code: string): CodeBook<string> {
  const book = new CodeBook<string>();
  book.issue(code, 'o-user', issuedAt);
  return book;
}

describe('CodeBook', () => {
  it('gives the subject back up to the last millisecond of five minutes', () => {
    expect(bookWith('c').redeem('c', after(CODE_LIFE_MS - 1))).toBe('o-user');
  });

  it('answers 40029 for an expired and for an unknown code', () => {
    expect(errcodeOf(() => bookWith('c').redeem('c', after(CODE_LIFE_MS)))).toBe(40029);
    expect(errcodeOf(() => bookWith('c').redeem('other', issuedAt))).toBe(40029);
  });

  it('answers 40163 for a used code, also after it would have expired', () => {
    const book = bookWith('c');
    book.redeem('c', after(1));
    expect(errcodeOf(() => book.redeem('c', after(2)))).toBe(40163);
    expect(errcodeOf(() => book.redeem('c', after(CODE_LIFE_MS * 2)))).toBe(40163);
  });

  it('does not use a code up when the caller refuses its subject', () => {
    const book = bookWith('c');
    const refuse = () => {
      throw new WechatError('invalidOpenid');
    };
    expect(errcodeOf(() => book.redeem('c', after(1), refuse))).toBe(40003);
    expect(book.redeem('c', after(2))).toBe('o-user');
  });

  it('forgets codes after a day and all of them on request', () => {
    const book = bookWith('c');
    book.redeem('c', after(1));
    book.issue('d', 'o-user', after(25 * 3_600_000));
    expect(errcodeOf(() => book.redeem('c', after(25 * 3_600_000)))).toBe(40029);
    book.forget();
    expect(errcodeOf(() => book.redeem('d', after(25 * 3_600_000)))).toBe(40029);
  });
});
