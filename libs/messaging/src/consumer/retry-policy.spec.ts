import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@minisuite/kernel';
import { MessagingLimits } from '../messaging-limits.js';
import { isTransient, verdictOn } from './retry-policy.js';

const limits = new MessagingLimits();
const latest = () => 1;
const after = (error: unknown, attempt: number) => verdictOn(error, attempt, limits, latest);
const deadlock = Object.assign(new Error('deadlock'), { errno: 1213 });
const lost = Object.assign(new Error('lost'), { code: 'PROTOCOL_CONNECTION_LOST' });
const away = new DomainError('unavailable', 'SERVICE_UNAVAILABLE', 'away');
const late = new DomainError('timeout', 'DEADLINE_EXCEEDED', 'late');
const refusal = new DomainError('conflict', 'ORDER_STATE_CONFLICT', 'no');

describe('verdictOn', () => {
  it('parks a refusal at once', () => {
    expect(after(refusal, 1)).toEqual({ park: 'REFUSED' });
  });

  it('tries other errors five times, with growing pauses', () => {
    const verdicts = [1, 2, 3, 4, 5].map((attempt) => after(new Error('bug'), attempt));
    expect(verdicts).toEqual([
      { retryInMs: 200 },
      { retryInMs: 400 },
      { retryInMs: 800 },
      { retryInMs: 1600 },
      { park: 'FAILED' },
    ]);
  });

  it.each([deadlock, lost, away, late])('gives "$message" twenty tries, up to 5 s apart', (error) => {
    expect(isTransient(error)).toBe(true);
    expect(after(error, 1)).toEqual({ retryInMs: 100 });
    expect(after(error, 19)).toEqual({ retryInMs: 5000 });
    expect(after(error, 20)).toEqual({ park: 'FAILED' });
  });

  it.each([new Error('bug'), refusal, 'text', null, undefined])('takes %s for the fault of the event', (error) => {
    expect(isTransient(error)).toBe(false);
  });
});
