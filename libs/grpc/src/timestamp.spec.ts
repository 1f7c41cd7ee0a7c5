import { describe, expect, it } from '@jest/globals';
import { dateOf, fromTimestamp, toTimestamp } from './timestamp.js';

describe('timestamps', () => {
  it.each(['2026-01-01T00:00:00.123Z', '1969-12-31T23:59:59.999Z', '2038-01-19T03:14:08.001Z'])('keep %s', (text) => {
    expect(fromTimestamp(toTimestamp(new Date(text)))).toEqual(new Date(text));
  });

  it('of nothing is nothing', () => {
    expect([toTimestamp(null), fromTimestamp(null), fromTimestamp(undefined)]).toEqual([null, null, null]);
  });

  it('that is promised must be there', () => {
    expect(() => dateOf(null)).toThrow(TypeError);
  });
});
