import { describe, expect, it } from '@jest/globals';
import { fen, sumFen, timesFen } from './money.js';

describe('money', () => {
  it.each(['', '1.5', 'abc', '9007199254740993', Number.NaN, 0.1, Number.POSITIVE_INFINITY])(
    '%p is no amount',
    (value) => {
      expect(() => fen(value)).toThrow(RangeError);
    },
  );

  it('parses decimal strings', () => {
    expect(fen('2990')).toBe(2990);
  });

  it('refuses sums and products that are no longer exact', () => {
    expect(() => timesFen(Number.MAX_SAFE_INTEGER, 2)).toThrow(RangeError);
    expect(() => sumFen([Number.MAX_SAFE_INTEGER, 1])).toThrow(RangeError);
    expect(sumFen([timesFen(199, 3), 1])).toBe(598);
  });
});
