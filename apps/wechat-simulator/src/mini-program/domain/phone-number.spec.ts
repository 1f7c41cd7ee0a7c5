import { describe, expect, it } from '@jest/globals';
import { parsePhoneNumber } from './phone-number.js';

describe('phone numbers', () => {
  it.each(['13800138000', '+8613800138000', '+86-13800138000'])('%s is a mainland number', (text) => {
    const pure = '13800138000';
    expect(parsePhoneNumber(text)).toEqual({ phoneNumber: pure, purePhoneNumber: pure, countryCode: '86' });
  });

  it('keeps the country code of a foreign number', () => {
    expect(parsePhoneNumber('+1-2025550123')).toEqual({
      phoneNumber: '+12025550123',
      purePhoneNumber: '2025550123',
      countryCode: '1',
    });
  });

  it.each(['', '1380013800', '+12025550123', 'phone'])('%j is none', (text) => {
    expect(parsePhoneNumber(text)).toBeUndefined();
  });
});
