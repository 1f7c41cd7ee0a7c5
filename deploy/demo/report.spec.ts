import { describe, expect, it } from '@jest/globals';
import { rightSteps } from './report.ts';

const step = (...lines: string[]) => ({ title: 'A step', ok: true, ms: 1, lines });

describe('what the demo says at its end', () => {
  it('is that all is right', () => {
    expect(rightSteps([step('paid'), step(), step('shipped')])).toBe('All 3 steps are right');
  });

  it('does not call right what was skipped', () => {
    expect(rightSteps([step('paid'), step('skipped: needs an operator')])).toBe('1 step is right, 1 was skipped');
    expect(rightSteps([step('skipped: a'), step(), step('skipped: b'), step()])).toBe(
      '2 steps are right, 2 were skipped',
    );
  });
});
