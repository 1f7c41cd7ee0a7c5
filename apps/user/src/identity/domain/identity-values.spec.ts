import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@minisuite/kernel';
import { deviceOf } from './device.js';
import { entityId } from './entity-id.js';
import { oneTimeCode } from './one-time-code.js';
import { maskPhone } from './phone-number.js';

describe('maskPhone', () => {
  it.each([
    ['13800138000', '138****8000'],
    ['91234567', '91****67'],
    ['123456', '****'],
    ['', ''],
  ])('shows %j as %j', (number, masked) => {
    expect(maskPhone(number)).toBe(masked);
  });
});

describe('deviceOf', () => {
  it('replaces control characters and cuts by characters, not by halves of them', () => {
    expect(deviceOf('ios\n\u0000x', '📱'.repeat(200))).toEqual({ platform: 'ios x', model: '📱'.repeat(128) });
  });

  it('takes nothing for an answer', () => {
    expect(deviceOf('', '')).toEqual({ platform: '', model: '' });
  });
});

describe('oneTimeCode', () => {
  it('takes what WeChat hands out', () => {
    expect(oneTimeCode('0a3Xy000-_Z')).toBe('0a3Xy000-_Z');
  });

  it.each(['', ' ', 'a b', 'a\n', '码', 'a'.repeat(257)])('refuses %j', (code) => {
    expect(() => oneTimeCode(code)).toThrow(DomainError);
  });
});

describe('entityId', () => {
  it.each(['1', '0', '18446744073709551615'])('takes %s', (id) => {
    expect(entityId(id, 'id')).toBe(id);
  });

  it.each(['', 'abc', '-1', '1.5', '1 ', '18446744073709551616', '99999999999999999999', "1' OR 1=1"])(
    'refuses %j',
    (id) => {
      expect(() => entityId(id, 'id')).toThrow(expect.objectContaining({ reason: 'VALIDATION_FAILED' }));
    },
  );
});
