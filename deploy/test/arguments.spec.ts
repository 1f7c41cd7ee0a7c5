import { describe, expect, it } from '@jest/globals';
import { parseTestArguments } from './arguments.ts';

describe('parseTestArguments', () => {
  it('means all tiers when none is named', () => {
    expect(parseTestArguments([])).toEqual({ tiers: ['unit', 'int', 'e2e'], mysql: undefined, jest: [] });
  });

  it('takes its own arguments and leaves the others to Jest', () => {
    expect(
      parseTestArguments(['int', 'apps/order', '--mysql', 'mysql://root:pw@127.0.0.1:23306/', '-t', 'int']),
    ).toEqual({
      tiers: ['int'],
      mysql: 'mysql://root:pw@127.0.0.1:23306',
      jest: ['apps/order', '-t', 'int'],
    });
    expect(parseTestArguments(['unit', 'e2e', '--mysql=mysql://h', 'x'])).toEqual({
      tiers: ['unit', 'e2e'],
      mysql: 'mysql://h',
      jest: ['x'],
    });
  });

  it.each([[['--mysql']], [['--mysql', 'localhost']], [['--mysql=http://h']]])('refuses %j', (args) => {
    expect(() => parseTestArguments(args)).toThrow('--mysql needs a URL');
  });
});
