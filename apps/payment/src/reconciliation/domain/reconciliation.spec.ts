import { describe, expect, it } from '@jest/globals';
import { Overtaken, plannedFor } from './reconciliation.js';

const now = new Date('2026-01-02T02:00:00.000Z');
const planned = () => plannedFor('2026-01-01', '7', now);

describe('a reconciliation', () => {
  it('goes from stage to stage', () => {
    const day = planned();
    expect(day.take('5', now)).toBe(true);
    expect(day.state).toMatchObject({ status: 'RUNNING', stage: 'LOAD', run: 1, startedAt: now, nextAt: null });
    day.loading('9');
    day.loaded({ payments: 2, refunds: 1, paidAmount: 30, refundedAmount: 5 });
    expect(day.state).toMatchObject({ stage: 'COMPARE', loadId: '9', payments: 2, refundedAmount: 5 });
    day.compared();
    day.complete(now);
    expect(day.state).toMatchObject({ status: 'COMPLETED', stage: 'DONE', finishedAt: now, error: '' });
    expect(day.take('6', now)).toBe(false);
  });

  it('is begun once more under the next number, but not while it runs', () => {
    const day = planned();
    expect(day.ask(now)).toBe(true);
    expect(day.state.run).toBe(1);
    expect(day.ask(now)).toBe(false);
    day.fail('The bill cannot be read.', now);
    expect(day.take('5', now)).toBe(false);
    expect(day.ask(now)).toBe(true);
    expect(day.state).toMatchObject({ status: 'RUNNING', stage: 'LOAD', run: 2, error: '', finishedAt: null });
  });

  it('waits longer each time, half an hour at most, and goes on where it was', () => {
    const day = planned();
    day.take('5', now);
    day.loaded();
    day.compared();
    const pauses = [1, 2, 3, 4, 5].map(() => {
      day.wait('WeChat does not answer.', now);
      return ((day.state.nextAt?.getTime() ?? 0) - now.getTime()) / 60_000;
    });
    expect(pauses).toEqual([1, 4, 16, 30, 30]);
    expect(day.take('6', now)).toBe(true);
    expect(day.state).toMatchObject({ status: 'RUNNING', stage: 'REPAIR', run: 1 });
  });

  it('belongs to whom it was given last, as long as it runs', () => {
    const day = planned();
    day.take('5', now);
    day.mustBeHeld('5');
    day.take('6', now);
    expect(() => day.mustBeHeld('5')).toThrow(Overtaken);
    day.complete(now);
    expect(() => day.mustBeHeld('6')).toThrow(Overtaken);
  });
});
