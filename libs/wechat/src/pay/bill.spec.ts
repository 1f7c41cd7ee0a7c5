import { describe, expect, it } from '@jest/globals';
import { parseBill, parseBillRow, yuanToFen } from '../index.js';

describe('bills', () => {
  it('keeps commas inside values', () => {
    expect(parseBillRow('`1,`杯子, 白色,`2.00')).toEqual(['1', '杯子, 白色', '2.00']);
  });

  it.each([
    ['0.00', 0],
    ['0.01', 1],
    ['19.9', 1990],
    ['45.0', 4500],
    ['12', 1200],
    ['0.01000', 1],
    ['0.29', 29],
    ['-1.10', -110],
    ['-0.00', 0],
    ['9999999999.99', 999_999_999_999],
  ])('turns %s yuan into %i fen', (yuan, fen) => {
    expect(yuanToFen(yuan)).toBe(fen);
  });

  it.each(['', 'x', '1,000', '0.001', '1.2.3', ' 1'])('refuses %o', (yuan) => {
    expect(() => yuanToFen(yuan)).toThrow(RangeError);
  });

  it('refuses a file of another shape', () => {
    expect(() => parseBill('')).toThrow(RangeError);
    expect(() => parseBill('a,b\n`1\nc\n`1')).toThrow(RangeError);
  });
});
