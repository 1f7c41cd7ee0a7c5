import { describe, expect, it } from '@jest/globals';
import { STORY_NAMES } from './acts.ts';
import { makePlan } from './plan.ts';
import { FAULTS, wordsOf } from './steps.ts';
import { mixed } from './wechat-moods.ts';

const plan = (seed = 7, orders = 300, faults: readonly (typeof FAULTS)[number][] = FAULTS, kafka = true) =>
  makePlan({ seed, orders, faults, kafka });

describe('a plan', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(plan()).toEqual(plan());
    expect(plan(8).acts).not.toEqual(plan().acts);
    expect(plan(8).steps).not.toEqual(plan().steps);
  });

  it('leaves the users alone when other faults are chosen', () => {
    expect(plan(7, 300, ['kill']).acts).toEqual(plan().acts);
  });

  it('numbers acts and steps, and takes each step before the orders run out', () => {
    const { acts, steps } = plan();
    expect(acts.map(({ no }) => no)).toEqual(acts.map((_, index) => index + 1));
    expect(steps.map(({ no }) => no)).toEqual(steps.map((_, index) => index + 1));
    expect(steps.map(({ afterOrders }) => afterOrders)).toEqual(
      steps.map(({ afterOrders }) => afterOrders).sort((a, b) => a - b),
    );
    expect(Math.max(...steps.map(({ afterOrders }) => afterOrders))).toBeLessThan(300);
  });

  it.each([1, 2, 3])('plays every story in a run of 100, with seed %d', (seed) => {
    const { acts } = plan(seed, 100);
    expect(new Set(acts.map(({ story }) => story))).toEqual(new Set(STORY_NAMES));
    expect(acts.filter(({ story }) => story === 'pay a second time').length).toBeGreaterThanOrEqual(5);
  });

  it('harms everything in a long run', () => {
    const words = plan(1, 10_000).steps.map((step) => wordsOf(step).split(',')[0] ?? '');
    for (const target of ['order', 'payment-2', 'gateway', 'user', 'message', 'kafka', 'redis', 'mysql']) {
      expect(words).toContain(`kill -9 ${target}`);
    }
    expect(words).toContain('the merchant has no money');
  });

  it('breaks more in a longer run, and only what was asked for', () => {
    expect(plan(7, 300).steps).toHaveLength(20);
    expect(plan(7, 10_000).steps.length).toBeGreaterThan(100);
    expect(new Set(plan(7, 1000, ['mysql']).steps.map((step) => step.do === 'kill' && step.target))).toEqual(
      new Set(['mysql']),
    );
    expect(plan(7, 300, ['broker'], false).steps).toEqual([]);
    expect(plan(7, 300, []).steps).toEqual([]);
  });

  it('has WeChat repeat itself all the time, unless nothing of WeChat is to be wrong', () => {
    expect(plan().usual).toEqual({ notify: { duplicate: 0.4, lose: 0.05 }, refund: { abnormal: 0.1, closed: 0.03 } });
    expect(plan(7, 300, ['kill']).usual).toEqual({});
    expect(mixed(plan().usual, { notify: { lose: 0.7 }, api: { errorRate: 0.3 } })).toEqual({
      notify: { duplicate: 0.4, lose: 0.7 },
      refund: { abnormal: 0.1, closed: 0.03 },
      api: { errorRate: 0.3 },
    });
  });

  it('freezes beyond the leases of ten seconds', () => {
    const frozen = plan(3, 3000).steps.flatMap((step) => (step.do === 'freeze' ? [step.forMs] : []));
    expect(frozen.length).toBeGreaterThan(0);
    for (const ms of frozen) expect(ms).toBeGreaterThan(10_000);
  });
});
