import { describe, expect, it } from '@jest/globals';
import { roomFor, type Worth } from './worth.js';

const CHANCES = Array.from({ length: 1000 }, (_, index) => index / 1000);
const refusedAt = (full: number, worth: Worth) =>
  CHANCES.filter((chance) => full >= roomFor(worth, chance)).length / CHANCES.length;

describe('who is let in when not all can be served', () => {
  it('is everybody while less than seven tenths of the limit are at work', () => {
    expect([refusedAt(0.69, 'usual'), refusedAt(0.69, 'much')]).toEqual([0, 0]);
  });

  it('is everybody whose request is worth much when it is a little fuller', () => {
    expect(refusedAt(0.79, 'usual')).toBeCloseTo(0.3, 2);
    expect(refusedAt(0.79, 'much')).toBe(0);
  });

  it('is fewer the fuller it is, and fewest of those that are worth less', () => {
    expect(refusedAt(0.9, 'usual')).toBeCloseTo(0.667, 2);
    expect(refusedAt(0.9, 'much')).toBeCloseTo(0.5, 2);
  });

  it('is nobody when the limit is reached', () => {
    expect([refusedAt(1, 'usual'), refusedAt(1, 'much')]).toEqual([1, 1]);
  });
});
