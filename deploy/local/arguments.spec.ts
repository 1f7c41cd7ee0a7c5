import { describe, expect, it } from '@jest/globals';
import { parseStartArguments } from './arguments.ts';

describe('parseStartArguments', () => {
  it('knows what it knows', () => {
    expect(parseStartArguments([])).toEqual({ fresh: false, help: false });
    expect(parseStartArguments(['--fresh'])).toEqual({ fresh: true, help: false });
    expect(parseStartArguments(['-h'])).toEqual({ fresh: false, help: true });
  });

  it.each([['--frsh'], ['fresh'], ['--fresh=1']])('refuses %s in one sentence', (argument) => {
    expect(() => parseStartArguments([argument])).toThrow(/See npm start -- --help\.$/);
  });
});
