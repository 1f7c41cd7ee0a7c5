import { describe, expect, it } from '@jest/globals';
import { Failure } from '../local/process/failure.ts';
import { fuzzArguments } from './arguments.ts';

describe('fuzzArguments', () => {
  it('has sensible values for what is not said', () => {
    expect(fuzzArguments([])).toEqual({ minutes: 10, seed: 1, keep: false, help: false });
    expect(fuzzArguments(['--minutes', '2', '--seed', '7', '--keep'])).toMatchObject({
      minutes: 2,
      seed: 7,
      keep: true,
    });
  });

  it.each([['--minutes', '0'], ['--minutes', '1.5'], ['--seed', '-1'], ['--seed', 'x'], ['--hours', '1'], ['ten']])(
    'refuses %s %s',
    (...args) => expect(() => fuzzArguments(args.filter(Boolean))).toThrow(Failure),
  );
});
