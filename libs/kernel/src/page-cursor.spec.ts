import { describe, expect, it } from '@jest/globals';
import { decodeCursor, encodeCursor, pageOf, pageLimit } from './page-cursor.js';

describe('page cursors', () => {
  it('stand for an id', () => {
    expect(decodeCursor(encodeCursor('7203'))).toBe('7203');
  });

  it.each(['', null, undefined])('%p is the first page', (cursor) => {
    expect(decodeCursor(cursor)).toBeNull();
  });

  it.each(['?', Buffer.from('1 OR 1=1').toString('base64url'), 'x'.repeat(100)])('%p is refused', (cursor) => {
    expect(() => decodeCursor(cursor)).toThrow(expect.objectContaining({ reason: 'VALIDATION_FAILED' }));
  });

  it('end with the last page', () => {
    const rows = [{ id: '3' }, { id: '2' }, { id: '1' }];
    expect(pageOf(rows, 3)).toEqual({ items: rows, nextCursor: null });
    expect(pageOf(rows, 2)).toEqual({ items: rows.slice(0, 2), nextCursor: encodeCursor('2') });
    expect(pageOf([], 2)).toEqual({ items: [], nextCursor: null });
  });
});

describe('pageLimit', () => {
  it.each([
    [0, 20],
    [1, 1],
    [100, 100],
  ])('%d means %d', (asked, limit) => {
    expect(pageLimit(asked)).toBe(limit);
  });

  it.each([-1, 101, 1.5, Number.NaN])('refuses %d', (asked) => {
    expect(() => pageLimit(asked)).toThrow(
      expect.objectContaining({
        reason: 'VALIDATION_FAILED',
        details: [{ path: 'limit', message: 'must be 1 to 100' }],
      }),
    );
  });
});
