import { describe, expect, it } from '@jest/globals';
import { type FaultName, type FaultRates, NO_FAULTS } from './fault-rates.js';
import { Faults } from './faults.js';

const notify = (change: Partial<FaultRates['notify']>): FaultRates => ({
  ...NO_FAULTS,
  notify: { ...NO_FAULTS.notify, ...change },
});
const draw = (faults: Faults, times: number, name: FaultName = 'notify.lose') =>
  Array.from({ length: times }, () => faults.strikes(name));

const at = (rate: number): FaultRates => ({
  notify: { lose: rate, duplicate: rate, delayMs: 0, reorder: rate, badSignature: rate, wrongAmount: rate },
  api: { errorRate: rate, timeoutRate: rate, executeThenTimeoutRate: rate, latencyMs: 0 },
  login: { blocked: rate },
  token: { expireNow: false },
  bill: { drop: rate, alterAmount: rate, addUnknown: 0 },
  refund: { delayMs: 0, abnormal: rate, closed: rate },
});

const names: FaultName[] = [
  'notify.lose',
  'notify.duplicate',
  'notify.reorder',
  'notify.badSignature',
  'notify.wrongAmount',
  'api.errorRate',
  'api.timeoutRate',
  'api.executeThenTimeoutRate',
  'login.blocked',
  'bill.drop',
  'bill.alterAmount',
  'refund.abnormal',
  'refund.closed',
];

describe('Faults', () => {
  it.each(names)('never strikes %s at rate 0 and always at rate 1', (name) => {
    const faults = new Faults(1);
    expect(draw(faults, 200, name)).not.toContain(true);
    faults.set(at(1));
    expect(draw(faults, 200, name)).not.toContain(false);
  });

  it('keeps roughly to the rate', () => {
    const faults = new Faults(7);
    faults.set(notify({ lose: 0.3 }));
    const lost = draw(faults, 10_000).filter(Boolean).length;
    expect(lost).toBeGreaterThan(2_800);
    expect(lost).toBeLessThan(3_200);
  });

  it('repeats itself for one seed, also after forgetting, and not for another', () => {
    const faults = new Faults(42);
    faults.set(at(0.5));
    const first = draw(faults, 50);
    const again = new Faults(42);
    again.set(at(0.5));
    expect(draw(again, 50)).toEqual(first);
    faults.forget();
    expect(faults.rates).toEqual(NO_FAULTS);
    faults.set(at(0.5));
    expect(draw(faults, 50)).toEqual(first);
    const other = new Faults(43);
    other.set(at(0.5));
    expect(draw(other, 50)).not.toEqual(first);
  });

  it('draws every fault from a sequence of its own', () => {
    const mixed = new Faults(3);
    mixed.set(at(0.5));
    const drawn = new Map(names.map((name) => [name, [] as boolean[]]));
    for (let i = 0; i < 50; i++) for (const name of names) drawn.get(name)?.push(mixed.strikes(name));
    for (const name of names) {
      const alone = new Faults(3);
      alone.set(at(0.5));
      expect(drawn.get(name)).toEqual(draw(alone, 50, name));
    }
    expect(new Set([...drawn.values()].map(String)).size).toBe(names.length);
  });

  it('holds every second call that is not answered, and begins anew when it forgets', () => {
    const faults = new Faults(1);
    const three = () => Array.from({ length: 3 }, () => faults.holdsUnanswered());
    expect(three()).toEqual([false, true, false]);
    faults.forget();
    expect(three()).toEqual([false, true, false]);
  });

  it('draws anew and the same each time for one thing', () => {
    const faults = new Faults(5);
    faults.set(at(0.5));
    const days = ['2026-03-01', '2026-03-01', '2026-03-02'].map((day) => {
      const strikes = faults.strikesIn('bill.drop', day);
      return Array.from({ length: 50 }, strikes);
    });
    expect(days[1]).toEqual(days[0]);
    expect(days[2]).not.toEqual(days[0]);
  });
});
