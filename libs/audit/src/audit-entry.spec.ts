import { describe, expect, it } from '@jest/globals';
import { bounded, detailsJson } from './audit-entry.js';

describe('bounded', () => {
  it('cuts by characters, not by halves of them', () => {
    expect(bounded('茶'.repeat(100), 'name')).toBe('茶'.repeat(64));
    expect(bounded('📦'.repeat(100_000), 'action')).toBe('📦'.repeat(64));
  });

  it('keeps a row on one line', () => {
    expect(bounded(' a\u0000b\r\nforged=1\u2028c ', 'reason')).toBe('a b forged=1 c');
  });
});

describe('detailsJson', () => {
  it('is an object, empty when there is nothing to tell', () => {
    expect(detailsJson({})).toBe('{}');
    expect(detailsJson({ details: { count: 3, replayed: true, note: null } })).toBe(
      '{"count":3,"replayed":true,"note":null}',
    );
  });

  it('tells what was before and what is after, a list with commas and a date in ISO 8601', () => {
    const before = { roles: ['admin', 'support'], until: null };
    const after = { roles: [], until: new Date(0) };
    expect(JSON.parse(detailsJson({ details: { key: '7' }, before, after }))).toEqual({
      key: '7',
      rolesBefore: 'admin,support',
      untilBefore: null,
      rolesAfter: '',
      untilAfter: '1970-01-01T00:00:00.000Z',
    });
    expect(detailsJson({ before: { phone: '1' }, after: { phone: '2' } })).toBe(
      '{"phoneBefore":"[redacted]","phoneAfter":"[redacted]"}',
    );
  });

  it.each(['password', 'newPassword', 'refreshToken', 'appSecret', 'openid', 'phoneNumber', 'session_key'])(
    'does not show a %s',
    (name) => expect(detailsJson({ details: { [name]: 'hunter2' } })).toBe(`{"${name}":"[redacted]"}`),
  );

  it('is bounded as a whole and in each part', () => {
    expect(JSON.parse(detailsJson({ details: { text: 'x'.repeat(10_000) } }))).toEqual({ text: 'x'.repeat(200) });
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`key${index}`, 'value']));
    expect(detailsJson({ details: many })).toBe('{"truncated":true}');
  });
});
