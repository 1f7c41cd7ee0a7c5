import { describe, expect, it } from '@jest/globals';
import { columnsOf, cut, lines, oneLine, reasonOf } from './text.ts';

describe('a text on a terminal', () => {
  it.each([
    ['order', 5],
    ['西湖龙井', 8],
    ['茶 x', 4],
    ['e\u0301', 1],
    ['🍵', 2],
    ['，', 2],
  ])('%s takes %d columns', (text, columns) => expect(columnsOf(text)).toBe(columns));

  it.each([
    ['order', 5, 'order'],
    ['orders', 5, 'orde…'],
    ['西湖龙井', 8, '西湖龙井'],
    ['西湖龙井', 7, '西湖龙…'],
    ['西湖龙井', 6, '西湖…'],
    ['', 3, ''],
  ])('%s in %d columns is %s', (text, columns, shown) => {
    expect(cut(text, columns)).toBe(shown);
    expect(columnsOf(shown)).toBeLessThanOrEqual(columns);
  });

  it('is on one line, however it came', () => {
    expect(oneLine('{\n  "a": 1,\r\n\t"b": "茶"\n}')).toBe('{ "a": 1, "b": "茶" }');
  });

  it('cannot give the terminal orders', () => {
    expect(oneLine('\u001b[2J\u0007\u009b1m\u202eabc\tx')).toBe('\\u001b[2J\\u0007\\u009b1m\\u202eabc\\u0009x');
    expect(lines('a\u001b\r\nb')).toEqual(['a\\u001b', 'b']);
  });

  it('is put on one line in linear time', () => {
    const long = ' '.repeat(1_000_000);
    // Not by the clock, which other processes of the machine disturb.
    const started = process.cpuUsage();
    expect(oneLine(long)).toBe(long);
    expect(process.cpuUsage(started).user).toBeLessThan(1_000_000);
  });
});

describe('the reason of an error', () => {
  it.each([
    [new Error('first\n    at line'), 'first'],
    [Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
    ['text', 'text'],
  ])('%p', (error, reason) => expect(reasonOf(error)).toBe(reason));
});
