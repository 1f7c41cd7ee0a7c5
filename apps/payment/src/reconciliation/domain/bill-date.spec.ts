import { describe, expect, it } from '@jest/globals';
import { beijingDay, daysBefore, daysDue, isDay, rangeOf } from './bill-date.js';

describe('days in Beijing', () => {
  it('begin at 16:00 of the day before in UTC', () => {
    expect(beijingDay(new Date('2026-01-01T15:59:59.999Z'))).toBe('2026-01-01');
    expect(beijingDay(new Date('2026-01-01T16:00:00.000Z'))).toBe('2026-01-02');
    expect(rangeOf('2026-01-02')).toEqual({
      from: new Date('2026-01-01T16:00:00.000Z'),
      to: new Date('2026-01-02T16:00:00.000Z'),
    });
  });

  it('are counted over months and leap years', () => {
    expect(daysBefore('2024-03-01', 1)).toBe('2024-02-29');
    expect(daysBefore('2026-01-01', 1)).toBe('2025-12-31');
  });

  it.each(['2025-02-29', '2025-13-01', '2025-1-1', '20250101', '', '2025-01-01 ', '9999-99-99'])(
    'do not include %o',
    (text) => expect(isDay(text)).toBe(false),
  );

  it('include a leap day', () => {
    expect(isDay('2024-02-29')).toBe(true);
  });
});

describe('the days that are due', () => {
  const first = new Date('2026-03-01T04:00:00.000Z');

  it('end with yesterday from 10:00 on, and with the day before until then', () => {
    expect(daysDue(new Date('2026-03-04T01:59:59.999Z'), first).at(-1)).toBe('2026-03-02');
    expect(daysDue(new Date('2026-03-04T02:00:00.000Z'), first).at(-1)).toBe('2026-03-03');
  });

  it('begin with the day of the first payment, oldest first, thirty at most', () => {
    expect(daysDue(new Date('2026-03-04T02:00:00.000Z'), first)).toEqual(['2026-03-01', '2026-03-02', '2026-03-03']);
    expect(daysDue(new Date('2026-03-01T06:00:00.000Z'), first)).toEqual([]);
    const late = daysDue(new Date('2026-06-01T06:00:00.000Z'), first);
    expect([late.length, late[0], late.at(-1)]).toEqual([30, '2026-05-02', '2026-05-31']);
  });
});
