import { describe, expect, it } from '@jest/globals';
import { isAcknowledged, nextAttemptAt } from './notification-schedule.js';

const first = new Date('2026-03-01T00:00:00Z');

describe('notification schedule', () => {
  it('makes 15 retries over 24 h 4 min and then gives up', () => {
    const waits: number[] = [];
    let due: Date | undefined = first;
    for (let attempt = 1; due !== undefined; attempt++) {
      const next = nextAttemptAt(attempt, due);
      if (next) waits.push((next.getTime() - due.getTime()) / 1000);
      due = next;
    }
    expect(waits).toEqual([15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10800, 10800, 10800, 21600, 21600]);
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBe((24 * 60 + 4) * 60);
  });

  it('takes only 200 and 204 for an answer', () => {
    const counted = [200, 201, 202, 204, 301, 400, 500, undefined].filter((status) => isAcknowledged(status));
    expect(counted).toEqual([200, 204]);
  });
});
