import { describe, expect, it } from '@jest/globals';
import { soundBooks, soundlyTold } from '../checks/sound-books.ts';
import { Journal } from '../users/journal.ts';
import { nameActs } from './name-acts.ts';
import { tableOfActs, tableOfSteps, tableOfVerdicts } from './table.ts';

const step = { no: 3, afterOrders: 40, do: 'kill', target: 'order', downMs: 1500 } as const;

describe('the report', () => {
  it('counts what was done and what was broken', () => {
    const journal = new Journal();
    journal.count('orders placed', 12);
    journal.traffic.unknown = 4;
    const table = tableOfActs(journal, [{ step }, { step: { ...step, downMs: 0 } }], { letters: [] });
    expect(table).toMatch(/orders placed +12\n/);
    expect(table).toMatch(/answers that said nothing +4\n/);
    expect(table).toMatch(/kill -9 order +2$/);
  });

  it('lists what was parked by reason, with what may have been the cause', () => {
    const letter = {
      service: 'order',
      state: 'REPLAYED',
      reason: 'CRASHED',
      type: 'a.v1',
      error: 'ended',
      eventId: '1',
    };
    const letters = [
      { ...letter, id: '1' },
      { ...letter, id: '2' },
      { ...letter, id: '3', reason: 'REFUSED' },
    ];
    expect(tableOfActs(new Journal(), [{ step }], { letters })).toMatch(
      / CRASHED order a\.v1 +2\n +ended\n +may be: kill order\n +REFUSED order a\.v1 +1\n +ended\n +nothing that was broken/,
    );
  });

  it('shows each check with its figure, and of what is wrong the first', () => {
    const problems = Array.from({ length: 7 }, (_, index) => `problem ${index}`);
    const table = tableOfVerdicts(
      [
        { name: 'fine', checked: 5, figure: '¥1.00', problems: [] },
        { name: 'bad', checked: 9, problems },
      ],
      (problem) => `${problem}!`,
    );
    expect(table).toMatch(/^✔ fine +5 +¥1\.00\n✘ bad +9 +7 wrong\n +problem 0!\n/);
    expect(table).toContain('and 2 more');
    expect(table).not.toContain('problem 5');
  });

  it('names step and time', () => {
    const at = new Date('2026-01-01T00:00:01.500Z');
    expect(tableOfSteps([{ step, at }])).toBe(
      '  2026-01-01T00:00:01.500Z  step   3, after 40 orders: kill -9 order, away for 1.5 s',
    );
  });

  it('names the act that a problem comes from, also by way of a payment', () => {
    const [orderId, paymentId] = ['384048387694985216', '384048387694985217'];
    const books = soundBooks();
    Object.assign(books.payments[0] ?? {}, { id: paymentId, orderId });
    const [known] = soundlyTold().orders.values();
    if (!known) throw new Error('nobody was told anything');
    const name = nameActs(books, new Map([[orderId, { ...known, act: { ...known.act, no: 17 } }]]));
    expect(name(`payment ${paymentId} is PENDING`)).toBe(`payment ${paymentId} is PENDING — act 17, pay`);
    expect(name(`order ${orderId} (act 17) is lost`)).toBe(`order ${orderId} (act 17) is lost`);
    expect(name('the ledger sums to 1 fen')).toBe('the ledger sums to 1 fen');
  });
});
