import { describe, expect, it } from '@jest/globals';
import type { Tx } from './tx.js';
import { type Columns, updateById } from './update-by-id.js';

const at = new Date('2026-01-01T00:00:00.000Z');
const later = new Date('2026-01-01T00:00:01.000Z');

/** Notes what is executed and says that so many rows were matched. */
function fake(matched?: number): { tx: Tx; statements: [string, unknown[]][] } {
  const statements: [string, unknown[]][] = [];
  const execute = (sql: string, parameters: unknown[]) => {
    statements.push([sql, parameters]);
    const ids = parameters.find((value) => Array.isArray(value)) as unknown[];
    return Promise.resolve(matched ?? ids.length);
  };
  return { tx: { execute } as unknown as Tx, statements };
}

const row = (id: string, before: Columns, after: Columns) => ({ id, before, after: { ...before, ...after } });

describe('updateById', () => {
  it('sets what differs row by row, what is the same once, and leaves out what nobody changed', async () => {
    const { tx, statements } = fake();
    const before = { status: 'OPEN', owner: 'a', at, note: null };
    await updateById(tx, 'thing', [
      row('9007199254740993', before, { status: 'DONE', owner: 'x', at: new Date(at) }),
      row('5', before, { status: 'DONE', owner: 'y' }),
    ]);
    expect(statements).toEqual([
      [
        'UPDATE thing SET status = ?, owner = CASE id WHEN ? THEN ? WHEN ? THEN ? END WHERE id IN (?) AND status <=> ?',
        ['DONE', 9007199254740993n, 'x', 5n, 'y', [9007199254740993n, 5n], 'OPEN'],
      ],
    ]);
  });

  it('needs one statement for all that were in the same state, and none for what did not change', async () => {
    const { tx, statements } = fake();
    await updateById(
      tx,
      'thing',
      [
        row('1', { status: 'OPEN', hold: null, at }, { at: later }),
        row('2', { status: 'OPEN', hold: 'x', at }, { at: later }),
        row('3', { status: 'OPEN', hold: null, at }, { at: later }),
        row('4', { status: 'OPEN', hold: null, at }, { at: new Date(at) }),
      ],
      ['status', 'hold'],
    );
    expect(statements.map(([, parameters]) => parameters)).toEqual([
      [later, [1n, 3n], 'OPEN', null],
      [later, [2n], 'OPEN', 'x'],
    ]);
  });

  it('throws when a row is not as it was loaded', async () => {
    const changes = [
      row('1', { status: 'OPEN' }, { status: 'DONE' }),
      row('2', { status: 'OPEN' }, { status: 'DONE' }),
    ];
    await expect(updateById(fake(1).tx, 'thing', changes)).rejects.toThrow(
      '1 of 2 rows of thing were as they were loaded',
    );
  });
});
