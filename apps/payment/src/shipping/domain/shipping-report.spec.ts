import { describe, expect, it } from '@jest/globals';
import { nextTry, settled, type Upload } from './shipping-report.js';

const now = new Date('2026-01-01T00:00:00.000Z');
const secondsTo = (attempts: number) => (nextTry(attempts, now).getTime() - now.getTime()) / 1000;

const end = (upload: Upload, attempts: number) => settled(upload, attempts, false);

describe('a shipping report', () => {
  it('is tried more and more seldom, and each hour at least', () => {
    expect([1, 2, 3, 8, 9, 10, 1000].map(secondsTo)).toEqual([15, 30, 60, 1920, 3600, 3600, 3600]);
  });

  it('ends when WeChat has taken it or never will', () => {
    expect(end({ kind: 'taken' }, 1)).toBe('SENT');
    expect(end({ kind: 'refused', error: 'x' }, 1)).toBe('FAILED');
  });

  it('is never given up because nobody knows', () => {
    expect(end({ kind: 'unknown', error: 'x' }, 1_000_000)).toBeNull();
  });

  it('waits for a payment that WeChat does not know yet, but not for ever', () => {
    expect(end({ kind: 'missing', error: 'x' }, 11)).toBeNull();
    expect(end({ kind: 'missing', error: 'x' }, 12)).toBe('FAILED');
  });

  it.each(['refused', 'missing', 'unknown'] as const)(
    'is no error when it is %s and all money has gone back',
    (kind) => {
      expect(settled({ kind, error: 'x' }, 1, true)).toBe('CANCELLED');
      expect(settled({ kind: 'taken' }, 1, true)).toBe('SENT');
    },
  );
});
