import { describe, expect, it } from '@jest/globals';
import { offsetOf } from './stream-id.js';

describe('offsetOf', () => {
  it('grows with the id', () => {
    const ids = ['0-1', '1-0', '1-1', '1795617528922-0', '1795617528922-9', '1795617528922-10', '1795617528923-0'];
    const offsets = ids.map((id) => BigInt(offsetOf(id)));
    expect(offsets).toEqual(offsets.toSorted((a, b) => Number(a - b)));
    expect(new Set(offsets).size).toBe(ids.length);
  });

  it('tells the id again', () => {
    const offset = BigInt(offsetOf('1795617528922-4711'));
    expect([offset >> 24n, offset & 0xffffffn]).toEqual([1795617528922n, 4711n]);
  });

  it('fits into the column of dead letters, in a hundred years and with an id that somebody made up', () => {
    for (const id of ['4900000000000-16777215', '18446744073709551615-18446744073709551615']) {
      expect(offsetOf(id).length).toBeLessThanOrEqual(20);
    }
  });
});
