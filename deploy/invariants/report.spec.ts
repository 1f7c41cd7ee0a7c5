import { describe, expect, it } from '@jest/globals';
import { memoryScreen } from '../events/terminal/memory-screen.ts';
import { exitCodeOf, type Invariant, reportText } from './report.ts';

const invariant = (changes: Partial<Invariant> = {}): Invariant => ({
  service: 'payment',
  name: 'ledger-balances',
  promise: 'The ledger adds up to 0.',
  checked: 12,
  violations: 0,
  examples: [],
  milliseconds: 7,
  ...changes,
});
const broken = invariant({
  name: 'refunds-fit',
  promise: 'Refunds fit.',
  violations: 102,
  examples: [{ id: '17', problem: 'gives back\u001b[2J 2 of 1 fen' }],
});

describe('the report', () => {
  it('is a table, and says that all is well', () => {
    expect(reportText(memoryScreen(), { ok: true, invariants: [invariant()], unavailable: [] })).toEqual([
      'service  invariant        checked  violations  ms',
      'payment  ledger-balances       12           0   7',
      'Everything is as promised.',
    ]);
  });

  it('lists the ids of what is violated, and lets nothing steer the terminal', () => {
    const lines = reportText(memoryScreen(), { ok: false, invariants: [invariant(), broken], unavailable: ['order'] });
    expect(lines.slice(3)).toEqual([
      '',
      'payment refunds-fit: Refunds fit.',
      String.raw`  17  gives back\u001b[2J 2 of 1 fen`,
      '  and 101 more',
      'order does not answer: nothing is known about its books.',
    ]);
  });

  it.each([
    [[invariant()], [], 0],
    [[invariant(), broken], [], 1],
    [[broken], ['order'], 1],
    [[invariant()], ['order'], 2],
    [[], [], 2],
  ])('ends with %#', (invariants, unavailable, code) => {
    expect(exitCodeOf({ ok: code === 0, invariants, unavailable })).toBe(code);
  });
});
