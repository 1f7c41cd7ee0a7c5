import { describe, expect, it } from '@jest/globals';
import { TooManyCodes } from './operator-errors.js';
import { SecondFactor } from './second-factor.js';
import { codeOf, stepAt } from './totp.js';

const KEY = Buffer.from('12345678901234567890');
const now = new Date('2026-03-01T08:00:00.000Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const code = (off = 0) => codeOf(KEY, stepAt(now) + off);

describe('a second factor', () => {
  it('is on once it is confirmed', () => {
    const factor = SecondFactor.enrol('1', KEY, now);
    expect(factor.isOn).toBe(false);
    factor.confirm(now);
    expect(factor.isOn).toBe(true);
  });

  it('takes each code once, and none that is older than the last', () => {
    const factor = SecondFactor.enrol('1', KEY, now);
    expect(['000000', code(), code(), code(-1), code(1), code(1)].map((given) => factor.take(given, now))).toEqual([
      'WRONG',
      'RIGHT',
      'USED',
      'USED',
      'RIGHT',
      'USED',
    ]);
  });

  it('waits after five wrong codes, twice as long after each more, at most 15 minutes', () => {
    const factor = SecondFactor.enrol('1', KEY, now);
    const waits = Array.from({ length: 12 }, () => {
      factor.wrong(now);
      const { waitUntil } = factor.snapshot;
      return waitUntil ? (waitUntil.getTime() - now.getTime()) / 1000 : 0;
    });
    expect(waits).toEqual([0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]);
    expect(() => factor.mustNotWait(later(899_999))).toThrow(TooManyCodes);
    expect(() => factor.mustNotWait(later(900_000))).not.toThrow();
    factor.right();
    expect(() => factor.mustNotWait(now)).not.toThrow();
    expect(factor.snapshot).toMatchObject({ wrongCodes: 0, waitUntil: null });
  });
});
