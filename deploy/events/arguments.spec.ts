import { describe, expect, it } from '@jest/globals';
import { readArguments } from './arguments.ts';
import { HELP } from './help.ts';

const read = (line: string) => readArguments(line.split(' ').filter(Boolean));

describe('the arguments of events', () => {
  it.each([
    ['', HELP.all],
    ['--help', HELP.all],
    ['tail -h', HELP.tail],
    ['lag --watch --help', HELP.lag],
    ['outbox --help', HELP.outbox],
    ['dead replay --help', HELP.dead],
  ])('"%s" asks for help', (line, text) => expect(read(line)).toEqual({ command: 'help', text }));

  it.each([
    ['tail', { command: 'tail', topics: [], types: [], key: undefined, json: false }],
    [
      'tail --topic order.events --topic user.events --type order.paid.v1 --key 7 --json',
      { command: 'tail', topics: ['order.events', 'user.events'], types: ['order.paid.v1'], key: '7', json: true },
    ],
    ['lag', { command: 'lag', watch: false, json: false }],
    ['lag --watch --json', { command: 'lag', watch: true, json: true }],
    ['outbox --json', { command: 'outbox', json: true }],
    ['dead', { command: 'dead', act: 'list', filter: {}, limit: 20, json: false }],
    [
      'dead --service order --state parked --topic a --type b --reason FAILED --key 1 --event-id 2 --limit 300 --json',
      {
        command: 'dead',
        act: 'list',
        filter: { service: 'order', state: 'PARKED', topic: 'a', type: 'b', reason: 'FAILED', key: '1', eventId: '2' },
        limit: 300,
        json: true,
      },
    ],
    ['dead list --all-pages', { command: 'dead', act: 'list', filter: {}, limit: Infinity, json: false }],
    ['dead show 5', { command: 'dead', act: 'show', id: '5', json: false }],
    ['dead replay 5 --json', { command: 'dead', act: 'replay', id: '5', json: true }],
    [
      'dead replay --reason FAILED --limit 7',
      { command: 'dead', act: 'replay-many', filter: { reason: 'FAILED' }, limit: 7, json: false },
    ],
    ['dead replay --all', { command: 'dead', act: 'replay-many', filter: {}, limit: 20, json: false }],
    ['dead discard 5 --because test', { command: 'dead', act: 'discard', id: '5', because: 'test', json: false }],
  ])('"%s" is understood', (line, request) => expect(read(line)).toEqual(request));

  it.each([
    ['nonsense', 'There is no command "nonsense"; there are tail, lag, outbox and dead. See npm run events -- --help.'],
    ['all', 'There is no command "all"'],
    ['toString', 'There is no command "toString"'],
    ['tail --nonsense', "Unknown option '--nonsense'. See npm run events -- tail --help."],
    ['lag x', "Unexpected argument 'x'"],
    [
      'dead nonsense',
      'There is no "nonsense"; there are list, show, replay and discard. See npm run events -- dead --help.',
    ],
    ['dead show', 'One ID is needed'],
    ['dead show 1 2', 'One ID is needed'],
    ['dead show x', 'One ID is needed'],
    ['dead replay', 'Say which ones: an ID, a filter like --reason FAILED, or --all'],
    ['dead replay 5 --reason FAILED', 'An ID and a filter contradict each other'],
    ['dead replay 5 --limit 3', 'An ID and a filter contradict each other'],
    ['dead replay --all --key 5', '--all and a filter contradict each other'],
    ['dead replay --all --limit 101', '--limit takes a number from 1 to 100'],
    ['dead --limit 0', '--limit takes a number from 1'],
    ['dead --limit many', '--limit takes a number from 1'],
    ['dead --limit 5 --all-pages', '--limit and --all-pages contradict each other'],
    ['dead --state open', '--state takes PARKED, REPLAYING, REPLAYED, DISCARDED'],
    ['dead --service gateway', '--service takes user, order, payment, message'],
    ['dead discard 5', 'Say why, for the audit log: --because TEXT'],
  ])('"%s" is refused', (line, message) => expect(() => read(line)).toThrow(message));
});
