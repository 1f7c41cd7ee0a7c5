import { describe, expect, it } from '@jest/globals';
import { Slots } from './slots.js';

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Works that begin when they are let in and end when they are told to. */
function works(slots: Slots) {
  const begun: string[] = [];
  const start = (name: string) => {
    const gate = Promise.withResolvers<void>();
    const ended = slots.run(() => {
      begun.push(name);
      return gate.promise;
    });
    return { end: gate.resolve, ended };
  };
  return { begun, start };
}

describe('Slots', () => {
  it('lets no more begin at once than there are slots', async () => {
    const { begun, start } = works(new Slots(2, 60_000));
    const [first, second, third] = [start('first'), start('second'), start('third')];
    await turn();
    expect(begun).toEqual(['first', 'second']);
    second.end();
    await second.ended;
    await turn();
    expect(begun).toEqual(['first', 'second', 'third']);
    first.end();
    third.end();
    await Promise.all([first.ended, third.ended]);
  });

  it('makes room when a work takes long, and only once', async () => {
    const { begun, start } = works(new Slots(1, 200));
    const slow = start('slow');
    const quick = start('quick');
    quick.end();
    await quick.ended;
    expect(begun).toEqual(['slow', 'quick']);
    slow.end();
    await slow.ended;
    const [next, last] = [start('next'), start('last')];
    await turn();
    expect(begun).toEqual(['slow', 'quick', 'next']);
    next.end();
    last.end();
    await last.ended;
  });

  it('goes on after a work that failed', async () => {
    const slots = new Slots(1, 60_000);
    await expect(slots.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await slots.run(async () => 'next')).toBe('next');
  });
});
