import { describe, expect, it } from '@jest/globals';
import { Faults, NO_FAULTS } from './faults.js';

const draw = (faults: Faults, times: number) => Array.from({ length: times }, () => faults.losesNotification());

describe('Faults', () => {
  it('never loses at rate 0 and always loses at rate 1', () => {
    const faults = new Faults(1);
    expect(draw(faults, 200)).not.toContain(true);
    faults.set({ notify: { lose: 1, duplicate: 0 } });
    expect(draw(faults, 200)).not.toContain(false);
  });

  it('keeps roughly to the rate', () => {
    const faults = new Faults(7);
    faults.set({ notify: { lose: 0.3, duplicate: 0 } });
    const lost = draw(faults, 10_000).filter(Boolean).length;
    expect(lost).toBeGreaterThan(2_800);
    expect(lost).toBeLessThan(3_200);
  });

  it('repeats itself for one seed, also after forgetting', () => {
    const faults = new Faults(42);
    const again = new Faults(42);
    const rates = { notify: { lose: 0.5, duplicate: 0.5 } };
    faults.set(rates);
    again.set(rates);
    const first = draw(faults, 50);
    expect(draw(again, 50)).toEqual(first);
    faults.forget();
    expect(faults.rates).toEqual(NO_FAULTS);
    faults.set(rates);
    expect(draw(faults, 50)).toEqual(first);
  });

  it('draws losses independently of duplicates', () => {
    const rates = { notify: { lose: 0.5, duplicate: 0.5 } };
    const alone = new Faults(3);
    const mixed = new Faults(3);
    alone.set(rates);
    mixed.set(rates);
    const expected = draw(alone, 20);
    const actual = Array.from({ length: 20 }, () => {
      mixed.duplicatesNotification();
      return mixed.losesNotification();
    });
    expect(actual).toEqual(expected);
  });
});
