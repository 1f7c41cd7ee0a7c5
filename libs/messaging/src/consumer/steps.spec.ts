import { describe, expect, it } from '@jest/globals';
import type { Reading } from '../envelope/read-envelope.js';
import type { IncomingMessage } from '../transport/event-transport.js';
import { stepsOf } from './steps.js';

const message = (offset: number): IncomingMessage => ({
  topic: 't',
  partition: 0,
  offset: String(offset),
  key: '1',
  headers: {},
  value: Buffer.alloc(0),
});
const event = (type: string, id: number): Reading => ({
  kind: 'event',
  event: { id: String(id), type, aggregateId: '1', time: new Date(0), origin: { requestId: 'r' }, payload: {} },
});
// a, b: events of two types; -: for others; x: at fault
const stepsFor = (text: string, maxRun = 100) => {
  const readings = [...text].map((letter, offset) => ({
    message: message(offset),
    reading:
      letter === '-'
        ? ({ kind: 'skip' } as const)
        : letter === 'x'
          ? ({ kind: 'fault', fault: 'MALFORMED_JSON', detail: '' } as const)
          : event(letter, offset),
  }));
  return stepsOf(readings, maxRun).map((step) => {
    const items = step.kind === 'run' ? step.items.map((item) => item.message.offset).join('') : '';
    return `${step.kind} ${items}→${step.last.offset}`;
  });
};

describe('stepsOf', () => {
  it.each([
    ['', []],
    ['aaa', ['run 012→2']],
    ['aabba', ['run 01→1', 'run 23→3', 'run 4→4']],
    ['aaxaa', ['run 01→1', 'park →2', 'run 34→4']],
    ['a-a-', ['run 02→3']],
    ['--', ['pass →1']],
    ['-a', ['pass →0', 'run 1→1']],
    ['x-', ['park →1']],
    ['xx', ['park →0', 'park →1']],
  ])('cuts %j in order', (text, steps) => {
    expect(stepsFor(text)).toEqual(steps);
  });

  it('keeps runs within their limit', () => {
    expect(stepsFor('aaaaa', 2)).toEqual(['run 01→1', 'run 23→3', 'run 4→4']);
  });
});
