import { describe, expect, it } from '@jest/globals';
import { chaosArguments, commandOf } from './arguments.ts';

describe('chaosArguments', () => {
  it('breaks everything unless told otherwise', () => {
    expect(chaosArguments([])).toMatchObject({ orders: 300, seed: 1, kafka: true, keep: false });
    expect(chaosArguments([]).faults).toEqual(['kill', 'freeze', 'broker', 'redis', 'mysql', 'wechat']);
  });

  it('takes what is asked for, and can be asked for the same again', () => {
    const command = '--orders 50 --seed 9 --faults kill,mysql --transport redis';
    const options = chaosArguments([...command.split(' '), '--keep']);
    expect(options).toMatchObject({ orders: 50, seed: 9, faults: ['kill', 'mysql'], kafka: false, keep: true });
    expect(commandOf(options)).toBe(`npm run chaos -- ${command}`);
  });

  it.each([
    [['--orders', '0'], '--orders takes a whole number'],
    [['--orders', '1.5'], '--orders takes a whole number'],
    [['--seed=-1'], '--seed takes a whole number'],
    [['--faults', 'flood'], 'not "flood"'],
    [['--transport', 'nats'], 'kafka or redis'],
    [['--nonsense'], '--help'],
    [['x'], '--help'],
  ])('refuses %j', (args, message) => {
    expect(() => chaosArguments(args)).toThrow(message);
  });
});
