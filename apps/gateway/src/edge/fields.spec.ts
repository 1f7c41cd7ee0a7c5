import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { idField, noBody, pageQuery, textField } from './fields.js';

const accepts = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;

describe('idField', () => {
  it.each(['1', '7226319841234567168', '9199999999999999999'])('takes %s', (id) =>
    expect(accepts(idField, id)).toBe(true),
  );
  it.each(['', 'abc', '-1', '1.5', '0x1', ' 1', '1 ', '9200000000000000000', '1'.repeat(21), '１', 1, null])(
    'refuses %j',
    (id) => expect(accepts(idField, id)).toBe(false),
  );
});

describe('pageQuery', () => {
  const query = z.object(pageQuery);

  it('is 20 from the start unless asked otherwise', () => {
    expect(query.parse({})).toEqual({ limit: 20, cursor: '' });
    expect(query.parse({ limit: '100', cursor: 'MTI' })).toEqual({ limit: 100, cursor: 'MTI' });
  });

  it.each(['0', '101', '-1', '1.5', '1e1', 'x', '', '999999999999', ['1', '2']])('refuses limit=%j', (limit) =>
    expect(accepts(query, { limit })).toBe(false),
  );
  it.each(['a b', '../x', 'x'.repeat(201), ['a', 'b']])('refuses cursor=%j', (cursor) =>
    expect(accepts(query, { cursor })).toBe(false),
  );
});

describe('textField', () => {
  it('takes any script, and line breaks', () => expect(accepts(textField(20), '龙井茶 ☕\n第二行')).toBe(true));
  it('counts characters, not code units', () => expect(accepts(textField(3), '🍵🍵🍵')).toBe(true));
  it.each(['\u0000', 'a\u001bb', '\u007f', 'x'.repeat(21)])('refuses %j', (text) =>
    expect(accepts(textField(20), text)).toBe(false),
  );
});

describe('noBody', () => {
  it.each([undefined, {}])('takes %j', (body) => expect(accepts(noBody, body)).toBe(true));
  it.each([{ a: 1 }, [], null, 'x', 1])('refuses %j', (body) => expect(accepts(noBody, body)).toBe(false));
});
