import { describe, expect, it } from '@jest/globals';
import { begunBefore } from './begun-before.js';

describe('begunBefore', () => {
  it('is nothing when nothing was begun, or other events were', () => {
    expect(begunBefore(null, ['1'])).toBe(0);
    expect(begunBefore({ eventIds: ['1', '2'], attempts: 3 }, ['3', '4'])).toBe(0);
  });

  it('tells the attempts at one event alone', () => {
    expect(begunBefore({ eventIds: ['1'], attempts: 3 }, ['1'])).toBe(3);
  });

  it('suspects each of several that were begun together, or that include one that was', () => {
    expect(begunBefore({ eventIds: ['1', '2'], attempts: 1 }, ['1', '2'])).toBe('together');
    expect(begunBefore({ eventIds: ['1'], attempts: 2 }, ['1', '2'])).toBe('together');
  });

  it('does not hold a larger attempt against one of its events that is tried alone for the first time', () => {
    expect(begunBefore({ eventIds: ['1', '2'], attempts: 4 }, ['1'])).toBe(0);
  });
});
