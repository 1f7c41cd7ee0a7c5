import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@minisuite/kernel';
import { Grouper } from './grouper.js';

const refused = new DomainError('conflict', 'SOLD_OUT', 'no');

function recording(decide: (group: number[], nth: number) => (number | DomainError)[]) {
  const groups: number[][] = [];
  const grouper = new Grouper<number, number>(
    async (commands) => {
      groups.push(commands);
      await Promise.resolve();
      return decide(commands, groups.length);
    },
    { maxGroup: 4 },
  );
  return { groups, grouper };
}

const submitAll = (grouper: Grouper<number, number>, commands: number[]) =>
  Promise.allSettled(commands.map((command) => grouper.submit(command)));

describe('Grouper', () => {
  it('decides together what arrives in one turn of the event loop, at most maxGroup', async () => {
    const { groups, grouper } = recording((commands) => commands);
    await submitAll(grouper, [1, 2, 3, 4, 5, 6, 7]);
    expect(groups).toEqual([
      [1, 2, 3, 4],
      [5, 6, 7],
    ]);
  });

  it('decides a lone command without waiting for others, and gathers what arrives meanwhile', async () => {
    const { promise: decided, resolve: decide } = Promise.withResolvers<void>();
    const groups: number[][] = [];
    const grouper = new Grouper<number, number>(async (commands) => {
      groups.push(commands);
      await decided;
      return commands;
    });
    const first = grouper.submit(1);
    await setImmediate();
    expect(groups).toEqual([[1]]);
    const later = [grouper.submit(2)];
    await setImmediate();
    later.push(grouper.submit(3));
    decide();
    await Promise.all([first, ...later]);
    expect(groups).toEqual([[1], [2, 3]]);
  });

  it('begins another group beside one that takes longer than the patience of those who wait', async () => {
    const { promise: decided, resolve: decide } = Promise.withResolvers<void>();
    const groups: number[][] = [];
    const slow = async (commands: number[]) => {
      groups.push(commands);
      if (commands.includes(1)) await decided;
      return commands;
    };
    const grouper = new Grouper<number, number>(slow, { patienceMs: 5 });
    const first = grouper.submit(1);
    await setImmediate();
    expect(await Promise.all([grouper.submit(2), grouper.submit(3)])).toEqual([2, 3]);
    expect(groups).toEqual([[1], [2, 3]]);
    decide();
    await first;
  });

  it('answers each command with its own result', async () => {
    const { grouper } = recording((commands) => commands.map((command) => (command === 3 ? refused : command * 10)));
    expect(await submitAll(grouper, [1, 2, 3, 4])).toEqual([
      { status: 'fulfilled', value: 10 },
      { status: 'fulfilled', value: 20 },
      { status: 'rejected', reason: refused },
      { status: 'fulfilled', value: 40 },
    ]);
  });

  it('decides a group again when the infrastructure failed once', async () => {
    const { groups, grouper } = recording((commands, nth) => {
      if (nth === 1) throw new Error('lost connection');
      return commands;
    });
    const results = await submitAll(grouper, [1, 2, 3]);
    expect(results.every(({ status }) => status === 'fulfilled')).toBe(true);
    expect(groups).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
  });

  it('one bad command never harms its neighbours', async () => {
    const { grouper } = recording((commands) => {
      if (commands.includes(3)) throw new Error('poison');
      return commands;
    });
    const results = await submitAll(grouper, [1, 2, 3, 4]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  });

  it('refuses what would wait in too long a line', async () => {
    const grouper = new Grouper<number, number>(async (commands) => commands, { maxWaiting: 2 });
    const results = await submitAll(grouper, [1, 2, 3, 4]);
    expect(results.at(2)).toMatchObject({ status: 'rejected', reason: { reason: 'SERVICE_UNAVAILABLE' } });
    expect(results.slice(0, 2).every(({ status }) => status === 'fulfilled')).toBe(true);
  });

  it('drains', async () => {
    const { groups, grouper } = recording((commands) => commands);
    void submitAll(grouper, [1, 2, 3, 4, 5, 6]);
    await grouper.drain();
    expect(groups.flat()).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
